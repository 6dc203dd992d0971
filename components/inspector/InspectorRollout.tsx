import { describeExplanation } from '../../lib/language/describe-explanation';
import { translate } from '../../lib/language/translate';
import type { Judgement } from '../../lib/verdict/judgement';
import { HeatScale } from './HeatScale';
import './InspectorNote.css';

interface InspectorRolloutProps {
  judgement: Pick<Judgement, 'heatmap' | 'model'>;
}

/** What the map of attention is, what it is not, and whether it was found to be worth anything. */
export function InspectorRollout({ judgement }: InspectorRolloutProps) {
  if (!judgement.heatmap) return <p>{translate('picture_attention_none')}</p>;
  const { worth, figures, source } = describeExplanation(judgement.model.explanation);
  return (
    <>
      <HeatScale
        less={translate('inspector_rollout_less')}
        more={translate('inspector_rollout_more')}
      />
      <p>{translate('inspector_rollout_is')}</p>
      <p>
        <strong>{translate('inspector_rollout_isNot')}</strong>
      </p>
      <div class="inspector-note">
        <p class="inspector-note__lead">{worth}</p>
        {figures !== null && <p>{figures}</p>}
        {source !== null && <p class="inspector-note__source">{source}</p>}
      </div>
    </>
  );
}
