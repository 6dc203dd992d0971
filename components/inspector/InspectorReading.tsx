import { formatScore } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import { standingKey } from '../../lib/verdict/describe';
import type { Sensitivity } from '../../lib/verdict/model';
import { rate } from '../../lib/verdict/rate';
import type { InspectedPicture } from './inspector';
import { MarkLabel } from '../MarkLabel';
import { ScoreScale } from '../ScoreScale';
import { VerdictMeaning } from '../VerdictMeaning';
import './InspectorReading.css';

interface InspectorReadingProps {
  picture: InspectedPicture;
  sensitivity: Sensitivity;
}

/** What the model answered, what that is called, and how often it is wrong. */
export function InspectorReading({ picture, sensitivity }: InspectorReadingProps) {
  const { name, judgement } = picture;
  const { score, model } = judgement;
  return (
    <section class="inspector-reading" aria-labelledby="inspected">
      <h2 id="inspected" class="inspector-reading__name">
        {name}
      </h2>
      <p class="inspector-reading__verdict">
        <MarkLabel mark={rate(judgement, sensitivity)} large />
        <span class="inspector-reading__score">
          {translate('picture_score')} <strong>{formatScore(score, 3)}</strong>
        </span>
      </p>
      <ScoreScale score={score} zones={model.zones} sensitivity={sensitivity} />
      <VerdictMeaning of={judgement} sensitivity={sensitivity} />
      <p class="inspector-reading__standing">{translate(standingKey(model))}</p>
    </section>
  );
}
