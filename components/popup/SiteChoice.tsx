import { translate } from '../../lib/language/translate';
import { ChoiceGroup } from '../ChoiceGroup';
import { LinkButton } from './LinkButton';
import { siteModes, type SiteMode } from '../site';
import { WithheldNotice } from '../WithheldNotice';
import './SiteChoice.css';

/**
 * The page in front of the person: not known yet, one that extensions may not enter, one whose address the browser keeps
 * from us, or a site (or a part of one) with its mode. `withheld` tells from what the browser may keep us there.
 */
export type SiteState =
  | { status: 'unknown' }
  | { status: 'closed' }
  | { status: 'hidden' }
  | { status: 'open'; site: string; mode: SiteMode; withheld: 'page' | 'pictures' | undefined };

interface SiteChoiceProps {
  site: SiteState;
  /** Some pictures of the page could not be had, for want of access. */
  areSomeWithheld: boolean;
  onChoose: (site: string, mode: SiteMode) => void;
  onRequestAccess: () => void;
  onOpenSites: () => void;
}

export function SiteChoice(props: SiteChoiceProps) {
  const { site, onRequestAccess } = props;
  if (site.status === 'unknown') return <div class="site-choice" aria-busy="true" />;
  if (site.status === 'closed') {
    return <p class="site-choice site-choice--closed">{translate('popup_site_closed')}</p>;
  }
  if (site.status === 'hidden') {
    return <WithheldNotice kind="everywhere" onRequest={onRequestAccess} />;
  }
  return <OpenSite {...props} site={site} />;
}

interface OpenSiteProps extends SiteChoiceProps {
  site: SiteState & { status: 'open' };
}

function OpenSite(props: OpenSiteProps) {
  const { site, areSomeWithheld, onChoose, onRequestAccess, onOpenSites } = props;
  return (
    <>
      {(site.withheld === 'page' || (site.withheld && areSomeWithheld)) && (
        <WithheldNotice kind={site.withheld} onRequest={onRequestAccess} />
      )}
      <div class="site-choice">
        <div class="site-choice__head">
          <h2 class="site-choice__site">
            <bdi>{site.site}</bdi>
          </h2>
          <LinkButton onClick={onOpenSites}>{translate('popup_site_all')}</LinkButton>
        </div>
        <ChoiceGroup
          legend={translate('popup_site_when')}
          choices={siteModes.map((mode) => ({
            value: mode,
            label: translate(`sites_mode_${mode}`),
          }))}
          chosen={site.mode}
          onChoose={(mode) => onChoose(site.site, mode)}
        />
        <p class="site-choice__explanation">{translate(`sites_mode_${site.mode}_explanation`)}</p>
      </div>
    </>
  );
}
