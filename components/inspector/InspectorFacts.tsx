import { formatMoment } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import type { InspectedPicture } from './inspector';
import { InspectorSection } from './InspectorSection';
import { ScoredFacts } from '../ScoredFacts';
import './InspectorFacts.css';

/** What was scored, where it was met and when. */
export function InspectorFacts({ picture }: { picture: InspectedPicture }) {
  const { judgement, page, pictureUrl } = picture;
  return (
    <InspectorSection id="scored" heading={translate('inspector_scored')}>
      <ScoredFacts picture={judgement.picture} model={judgement.model} />
      <dl class="scored-facts">
        <dt>{translate('inspector_judgedAt')}</dt>
        <dd>{formatMoment(judgement.judgedAt)}</dd>
        {page && <Address label={translate('inspector_page')} {...page} />}
        {pictureUrl !== null && (
          <Address label={translate('inspector_address')} url={pictureUrl} title="" />
        )}
      </dl>
    </InspectorSection>
  );
}

/** Not a link by accident: to follow it asks a server, which the person then wants. */
function Address({ label, url, title }: { label: string; url: string; title: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <a class="inspector-facts__address" href={url} target="_blank" rel="noreferrer">
          <bdi>{title || url}</bdi>
        </a>
      </dd>
    </>
  );
}
