import { describeZone } from '../lib/language/describe-zone';
import { translate } from '../lib/language/translate';
import type { Sensitivity, Zones } from '../lib/verdict/model';
import { rate } from '../lib/verdict/rate';
import type { Score } from '../lib/verdict/score';
import './ZoneMeaning.css';

interface ZoneMeaningProps {
  score: Score;
  zones: Zones;
  sensitivity: Sensitivity;
}

/** How often the model is wrong with scores like this one, and where that was measured. */
export function ZoneMeaning({ score, zones, sensitivity }: ZoneMeaningProps) {
  const source = findSource({ score, zones, sensitivity });
  return (
    <div>
      <p>{describeZone({ score, zones, sensitivity })}</p>
      {source && <p class="zone-meaning__source">{translate('picture_measured', source)}</p>}
    </div>
  );
}

function findSource({ score, zones, sensitivity }: ZoneMeaningProps): string | undefined {
  const verdict = rate(score, zones, sensitivity);
  if (verdict === 'unsure') return undefined;
  const { measured } = verdict === 'fake' ? zones.fake[sensitivity] : zones.real;
  return measured?.source;
}
