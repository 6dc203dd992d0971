import { translate } from '../lib/language/translate';
import { Switch } from './Switch';
import './SiteSwitch.css';

/** The page in front of the person: not known yet, one that extensions may not enter, or a site with its rule. */
export type SiteState =
  { status: 'unknown' } | { status: 'closed' } | { status: 'open'; site: string; allowed: boolean };

interface SiteSwitchProps {
  site: SiteState;
  onAllow: (site: string, allowed: boolean) => void;
}

export function SiteSwitch({ site, onAllow }: SiteSwitchProps) {
  if (site.status === 'unknown') return <div class="site-switch" aria-busy="true" />;
  if (site.status === 'closed') {
    return <p class="site-switch site-switch--closed">{translate('popup_site_closed')}</p>;
  }
  return (
    <div class="site-switch">
      <Switch
        label={site.site}
        description={translate(site.allowed ? 'popup_site_on' : 'popup_site_off')}
        checked={site.allowed}
        onChange={(allowed) => onAllow(site.site, allowed)}
      />
    </div>
  );
}
