import {
  describeFetched,
  describeLarger,
  describeOrigin,
  describeSize,
} from '../lib/language/describe-source';
import { describeKind } from '../lib/language/describe-verdict';
import { translate } from '../lib/language/translate';
import type { ScoredPicture } from '../lib/verdict/judgement';
import type { ModelCard } from '../lib/verdict/model';
import { formatBytes, formatPercent } from '../lib/language/format';
import './ScoredFacts.css';

interface ScoredFactsProps {
  picture: ScoredPicture;
  model: ModelCard;
}

/** What was scored, and by which model. */
export function ScoredFacts({ picture, model }: ScoredFactsProps) {
  const { format, sizeInBytes, region } = picture;
  const larger = describeLarger(picture);
  const fetched = describeFetched(picture);
  return (
    <dl class="scored-facts">
      <dt>{translate('picture_file')}</dt>
      <dd>
        {describeSize(picture)}, {format.replace(/^image\//, '').toUpperCase()},{' '}
        {formatBytes(sizeInBytes)}
      </dd>
      <dt>{translate('measured_kind')}</dt>
      <dd>{describeKind(picture)}</dd>
      <dt>{translate('picture_origin')}</dt>
      <dd>
        {describeOrigin(picture)}
        {larger && <p class="scored-facts__larger">{larger}</p>}
      </dd>
      {fetched && (
        <>
          <dt>{translate('source_fetched')}</dt>
          <dd>{fetched}</dd>
        </>
      )}
      <dt>{translate('picture_part')}</dt>
      <dd>
        {translate('picture_part_share', formatPercent(Math.min(region.width * region.height, 1)))}
      </dd>
      <dt>{translate('picture_model')}</dt>
      <dd>
        {model.name} <span title={model.revision}>{model.revision.slice(0, 7)}</span>
      </dd>
    </dl>
  );
}
