import { translate } from '../../lib/language/translate';
import type { SiteState } from './SiteChoice';
import './EmptyState.css';

/** What the list says while it has no pictures: what a person can do next. */
export function EmptyState({ site }: { site: SiteState }) {
  const advice = adviceOn(site);
  if (!advice) return null;
  return (
    <div class="empty-state">
      <svg
        class="empty-state__drawing"
        viewBox="0 0 64 48"
        width="56"
        height="42"
        aria-hidden="true"
      >
        <rect x="1.5" y="1.5" width="61" height="45" rx="6" />
        <circle cx="19" cy="16" r="5" />
        <path d="M6 40 24 25l11 9 10-8 14 13" />
      </svg>
      <h3 class="empty-state__title">{translate('popup_empty')}</h3>
      <p class="empty-state__advice">{translate(advice)}</p>
    </div>
  );
}

function adviceOn(site: SiteState) {
  if (site.status === 'unknown') return undefined;
  return site.status === 'open' ? (`popup_empty_${site.mode}` as const) : 'popup_empty_closed';
}
