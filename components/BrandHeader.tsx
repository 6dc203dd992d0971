import type { ComponentChildren } from 'preact';
import { translate } from '../lib/language/translate';
import './BrandHeader.css';

interface BrandHeaderProps {
  /** Names the page where it is not the only one of its kind. */
  page?: string;
  /** Ways to other pages. */
  children?: ComponentChildren;
}

export function BrandHeader({ page, children }: BrandHeaderProps) {
  return (
    <header class="brand-header">
      <img src="/icons/candid.svg" alt="" width="24" height="24" />
      <h1 class="brand-header__name">
        {translate('extensionName')} {page && <span class="brand-header__page">{page}</span>}
      </h1>
      {children}
    </header>
  );
}
