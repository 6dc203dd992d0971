import type { FakeZone, RealZone, Sensitivity, Zones } from '../verdict/model';
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
  switch (rate(score, zones, sensitivity)) {
    case 'fake':
      return describeFake(fake);
    case 'real':
      return describeReal(real);
    case 'unsure':
      return translate('zone_unsure', formatThreshold(real.below), formatThreshold(fake.atLeast));
  }
}

function describeFake({ measured }: FakeZone): string {
  if (!measured) return translate('zone_unmeasured');
  const { falsePositiveRate, recall, n } = measured;
  const rates = [formatPercent(falsePositiveRate), formatPercent(recall)] as const;
  return translate('zone_fake', ...rates, formatCount(n));
}

function describeReal({ measured }: RealZone): string {
  if (!measured) return translate('zone_unmeasured');
  return translate('zone_real', formatPercent(measured.missRate), formatCount(measured.n));
}
