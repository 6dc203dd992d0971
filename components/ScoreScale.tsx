import { translate } from '../lib/language/translate';
import type { Mark } from '../lib/verdict/glyphs';
import { markColour } from '../lib/verdict/mark-colours';
import type { Sensitivity, Zones } from '../lib/verdict/model';
import type { Score } from '../lib/verdict/score';
import { formatScore, formatThreshold } from '../lib/language/format';
import './ScoreScale.css';

interface ScoreScaleProps {
  score: Score;
  zones: Zones;
  sensitivity: Sensitivity;
}

/** The scale from 0 to 1 in true proportion, in the direction of reading: the model's zones, and where the score lies. */
export function ScoreScale({ score, zones, sensitivity }: ScoreScaleProps) {
  const { below } = zones.real;
  const { atLeast } = zones.fake[sensitivity];
  const [realBelow, fakeFrom] = [below ?? 0, atLeast ?? 1];
  const name = translate(
    'picture_scale',
    formatScore(score, 3),
    below === null
      ? translate('verdict_scale_noReal')
      : translate('verdict_scale_real', formatThreshold(below)),
    atLeast === null
      ? translate('verdict_scale_noFake')
      : translate('verdict_scale_fake', formatThreshold(atLeast)),
  );
  return (
    <div class="score-scale" role="img" aria-label={name}>
      <div class="score-scale__zones">
        <Zone mark="real" share={realBelow} />
        <Zone mark="unsure" share={fakeFrom - realBelow} />
        <Zone mark="fake" share={1 - fakeFrom} />
        <span class="score-scale__pointer" style={{ insetInlineStart: `${score * 100}%` }} />
      </div>
      <div class="score-scale__thresholds">
        {[...new Set([below, atLeast].filter((each) => each !== null))].map((threshold) => (
          <span key={threshold} style={{ insetInlineStart: `${threshold * 100}%` }}>
            {formatThreshold(threshold)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** A zone too narrow for its word keeps its colour only; the scale's name tells the thresholds all the same. */
function Zone({ mark, share }: { mark: Mark; share: number }) {
  if (share <= 0) return null;
  return (
    <span class="score-scale__zone" style={{ flexGrow: share, '--zone-colour': markColour(mark) }}>
      <span class="score-scale__word">{translate(`verdict_${mark}`)}</span>
    </span>
  );
}
