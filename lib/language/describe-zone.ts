import type { Sensitivity, Zones } from '../verdict/model';
import { rate } from '../verdict/rate';
import type { Score } from '../verdict/score';
import { formatCount, formatPercent, formatThreshold } from './format';
import { translate } from './translate';

interface ZonePlace {
  score: Score;
  zones: Zones;
  sensitivity: Sensitivity;
}

/** One sentence on how often the model is wrong with scores like this one, as the catalog has it. */
export function describeZone({ score, zones, sensitivity }: ZonePlace): string {
  const { real } = zones;
  const fake = zones.fake[sensitivity];
  if (fake.n === 0) return translate('zone_unmeasured');
  switch (rate(score, zones, sensitivity)) {
    case 'fake':
      return translate(
        'zone_fake',
        formatPercent(fake.falsePositiveRate),
        formatPercent(fake.recall),
        formatCount(fake.n),
      );
    case 'real':
      return translate('zone_real', formatPercent(real.missRate), formatCount(real.n));
    case 'unsure':
      return translate('zone_unsure', formatThreshold(real.below), formatThreshold(fake.atLeast));
  }
}
