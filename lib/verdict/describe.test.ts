import { expect, it } from 'vitest';
import { standingKey } from './describe';
import type { Zones } from './model';

function zonesWith(bound?: { falsePositiveRate: number }): Zones {
  const fake = { atLeast: 0.5, measured: null, ...(bound && { bound }) };
  return { real: { below: 0.5, measured: null }, fake: { cautious: fake, alert: fake } };
}

const calibrated = zonesWith({ falsePositiveRate: 0.2 });

it.each([
  ['published', zonesWith(), 'standing_published'],
  ['published', calibrated, 'standing_calibrated'],
  ['hint', calibrated, 'standing_hint'],
  ['unverified', zonesWith(), 'standing_unverified'],
] as const)('says how far the answers of a model go that is %s', (standing, zones, key) => {
  expect(standingKey({ standing, zones })).toBe(key);
});
