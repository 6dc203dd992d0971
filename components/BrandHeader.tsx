import { translate } from '../lib/language/translate';
import './BrandHeader.css';

export function BrandHeader() {
  return (
    <header class="brand-header">
      <img src="/icons/candid.svg" alt="" width="24" height="24" />
      <h1 class="brand-header__name">{translate('extensionName')}</h1>
    </header>
  );
}
