import { formatPercent, translate } from '../lib/language/translate';
import type { Sensitivity, Zones } from '../lib/verdict/model';
import type { Verdict } from '../lib/verdict/rate';
import { countText, thresholdText } from './number-text';
import './ZoneMeaning.css';

interface ZoneMeaningProps {
  verdict: Verdict;
  zones: Zones;
  sensitivity: Sensitivity;
}

/** How often the model is wrong with this verdict, and where that was measured. */
export function ZoneMeaning({ verdict, zones, sensitivity }: ZoneMeaningProps) {
  const { real } = zones;
  const fake = zones.fake[sensitivity];
  if (verdict === 'unsure') {
    const [from, to] = [thresholdText(real.below), thresholdText(fake.atLeast)];
    return <p>{translate('picture_meaning_unsure', from, to)}</p>;
  }
  const { n, source } = verdict === 'fake' ? fake : real;
  return (
    <div>
      <p>
        {verdict === 'fake'
          ? translate(
              'picture_meaning_fake',
              thresholdText(fake.atLeast),
              formatPercent(fake.falsePositiveRate),
              formatPercent(fake.recall),
            )
          : translate(
              'picture_meaning_real',
              formatPercent(real.missRate),
              thresholdText(real.below),
            )}
      </p>
      <p class="zone-meaning__source">{translate('picture_measured', countText(n), source)}</p>
    </div>
  );
}
