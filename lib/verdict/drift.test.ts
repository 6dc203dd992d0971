import { expect, test } from 'vitest';
import { isSmallDrift } from './drift';
import { driftOf } from './drift-of';
import type { Zones } from './model';

const zones = {
  real: { below: 0.25, measured: null },
  fake: {
    cautious: { atLeast: 0.75, measured: null },
    alert: { atLeast: 0.5, measured: null },
  },
} satisfies Zones;

test('the quantiles are of the nearest rank, by hand', () => {
  const pairs = [0.04, 0.01, 0.03, 0.02].map((distance) => ({ fp32: -3, int8: -3 - distance }));

  const drift = driftOf(pairs, zones);

  expect(drift.pictures).toBe(4);
  expect(drift.median).toBeCloseTo(0.02);
  expect(drift.p99).toBeCloseTo(0.04);
  expect(drift.worst).toBeCloseTo(0.04);
  expect(drift.zoneChanges).toBe(0);
  expect(isSmallDrift(drift)).toBe(true);
});

test('a logit that crosses a threshold of either sensitivity changes its zone', () => {
  // Sigmoid is 0.5 at 0, which only `alert` calls fake; 0.75 at 1.0986, where `cautious` begins.
  const pairs = [
    { fp32: -0.01, int8: 0.01 },
    { fp32: 1.09, int8: 1.1 },
    { fp32: -1.5, int8: -1.51 },
  ];

  const drift = driftOf(pairs, zones);

  expect(drift.zoneChanges).toBe(2);
  expect(drift.worst).toBeLessThan(0.03);
  expect(isSmallDrift(drift)).toBe(false);
});

test('more than a tenth of a logit is too much, and so is what is no number or was not measured', () => {
  const far = Array.from({ length: 20 }, () => ({ fp32: -3, int8: -3.11 }));

  expect(isSmallDrift(driftOf(far, zones))).toBe(false);
  expect(isSmallDrift(driftOf([{ fp32: -3, int8: NaN }], zones))).toBe(false);
  expect(isSmallDrift(driftOf([], zones))).toBe(false);
});
