import { expect, it } from 'vitest';
import catalog from '../../models/catalog.json';
import type { Zones } from './model';
import { rate } from './rate';
import type { Score } from './score';

const zones: Zones = {
  real: { below: 0.2, measured: null },
  fake: { cautious: { atLeast: 0.8, measured: null }, alert: { atLeast: 0.5, measured: null } },
};

it.each([
  [0.19, 'cautious', 'real'],
  [0.2, 'cautious', 'unsure'],
  [0.79, 'cautious', 'unsure'],
  [0.8, 'cautious', 'fake'],
  [0.5, 'alert', 'fake'],
  [0.49, 'alert', 'unsure'],
] as const)('rates %d under %s as %s', (score, sensitivity, verdict) => {
  expect(rate(score as Score, zones, sensitivity)).toBe(verdict);
});

it.each(catalog.models)('has zones in order for $id', ({ zones }) => {
  expect(zones.real.below).toBeLessThanOrEqual(zones.fake.alert.atLeast);
  expect(zones.fake.alert.atLeast).toBeLessThanOrEqual(zones.fake.cautious.atLeast);
});
