import { describeKind } from '../lib/language/describe-verdict';
import { translate } from '../lib/language/translate';
import type { ScoredPicture } from '../lib/verdict/judgement';
import type { ModelCard } from '../lib/verdict/model';
import { formatBytes, formatCount, formatPercent } from '../lib/language/format';
import './ScoredFacts.css';

interface ScoredFactsProps {
  picture: ScoredPicture;
  model: ModelCard;
}

/** What was scored, and by which model. */
export function ScoredFacts({ picture, model }: ScoredFactsProps) {
  const { width, height, format, sizeInBytes, origin, region } = picture;
  return (
    <dl class="scored-facts">
      <dt>{translate('picture_file')}</dt>
      <dd>
        {translate('picture_pixels', formatCount(width), formatCount(height))},{' '}
        {format.replace(/^image\//, '').toUpperCase()}, {formatBytes(sizeInBytes)}
      </dd>
      <dt>{translate('measured_kind')}</dt>
      <dd>{describeKind(picture)}</dd>
      <dt>{translate('picture_origin')}</dt>
      <dd>{translate(`picture_origin_${origin}`)}</dd>
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
