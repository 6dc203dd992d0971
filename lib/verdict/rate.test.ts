import { describe, expect, it } from 'vitest';
import catalog from '../../models/catalog.json';
import type { CatalogEntry, Zones } from './model';
import { rate, zoneOf } from './rate';
import type { Score } from './score';

const models = catalog.models as unknown as CatalogEntry[];

const zones: Zones = {
  real: { below: 0.2, measured: null },
  fake: { cautious: { atLeast: 0.8, measured: null }, alert: { atLeast: 0.5, measured: null } },
};

describe('the zone of a score', () => {
  it.each([
    [0.19, 'cautious', 'real'],
    [0.2, 'cautious', 'unsure'],
    [0.79, 'cautious', 'unsure'],
    [0.8, 'cautious', 'fake'],
    [0.5, 'alert', 'fake'],
    [0.49, 'alert', 'unsure'],
  ] as const)('of %d under %s is %s', (score, sensitivity, zone) => {
    expect(zoneOf(score as Score, zones, sensitivity)).toBe(zone);
  });

  it.each([0, 0.1, 0.5, 1])('of %d is unsure where no threshold keeps its bound', (score) => {
    const fake = { cautious: { atLeast: null, measured: null }, alert: zones.fake.alert };
    const empty = { real: { below: null, measured: null }, fake };
    expect(zoneOf(score as Score, empty, 'cautious')).toBe('unsure');
  });
});

describe('the verdict', () => {
  const measured = { date: '2026-11-23', source: 'a test', sizes: [] };
  const smallest = { shortSide: 96, bound: 0.45, measured };
  const score = 0.9 as Score;

  it.each([
    [95, 400, 'tooSmall'],
    [400, 95, 'tooSmall'],
    [96, 96, 'fake'],
    [97, 96, 'fake'],
  ])('of a picture of %d × %d is %s', (width, height, verdict) => {
    const model = { zones, smallest };
    expect(rate({ score, picture: { width, height }, model }, 'cautious')).toBe(verdict);
  });

  it('is never too small where no size was measured', () => {
    const model = { zones, smallest: null };
    expect(rate({ score, picture: { width: 1, height: 1 }, model }, 'cautious')).toBe('fake');
  });
});

it.each(models)('has zones in order for $id', ({ zones: { real, fake } }) => {
  const thresholds = [real.below, fake.alert.atLeast, fake.cautious.atLeast];
  const known = thresholds.filter((threshold) => threshold !== null);
  expect(known).toEqual(known.toSorted((a, b) => a - b));
});
