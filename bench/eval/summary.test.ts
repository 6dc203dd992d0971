import { describe, expect, it } from 'vitest';
import type { Zones } from '../../lib/verdict/model';
import type { EvaluationRecord } from './evaluation';
import { summarise } from './summary';

const zonesOf = (
  realBelow: number | null,
  cautious: number | null,
  alert: number | null,
): Zones => ({
  real: { below: realBelow, measured: null },
  fake: {
    cautious: { atLeast: cautious, measured: null },
    alert: { atLeast: alert, measured: null },
  },
});
const zones = zonesOf(0.3, 0.8, 0.6);

function recordsOf(
  label: 'real' | 'fake',
  source: string,
  scores: number[],
  facts: Partial<EvaluationRecord> = {},
): EvaluationRecord[] {
  return scores.map((score, i) => ({
    path: `${label}/${source}/${i}.png`,
    label,
    source,
    technique: null,
    delivery: 'original',
    score,
    logit: 0,
    width: 100,
    height: 100,
    format: 'png',
    sizeInBytes: 1000 + i,
    ...facts,
  }));
}

/** Four reals of two sources, five fakes of three; camera and gan are of one class, mixed is of both. */
const records = [
  ...recordsOf('real', 'camera', [0.1, 0.2, 0.7]),
  ...recordsOf('real', 'mixed', [0.5]),
  ...recordsOf('fake', 'mixed', [0.4]),
  ...recordsOf('fake', 'gan', [0.9, 0.8, 0.25], { technique: 'face-swap' }),
  ...recordsOf('fake', 'edit', [0.6]),
];

describe('nine pictures', () => {
  const { overall, sources, techniques, plots, mistakes, thresholds, headline } = summarise(
    records,
    zones,
  );
  const { model } = overall;
  const sliceOf = (name: string) => sources.find((slice) => slice.name === name);

  it('are decided by the alert threshold of the catalog', () => {
    expect(headline).toBe('original');
    expect(thresholds.decision).toBe(0.6);
    // Of fakes 0.9, 0.8 and 0.6 of five; of reals 0.7 of four.
    expect(model.decision.recall?.value).toBe(3 / 5);
    expect(model.decision.falsePositiveRate?.value).toBe(1 / 4);
    expect(model.decision.balancedAccuracy?.value).toBeCloseTo((3 / 5 + 3 / 4) / 2, 12);
    // At 0.5 the real of 0.5 is called fake as well.
    expect(model.balancedAccuracyAtHalf?.value).toBeCloseTo((3 / 5 + 2 / 4) / 2, 12);
  });

  it('are ranked', () => {
    // Reals 0.1, 0.2, 0.5, 0.7 below each fake: 0.9 and 0.8 have 4, 0.6 has 3, 0.4 has 2, 0.25 has 2.
    expect(model.auc?.value).toBeCloseTo((4 + 4 + 3 + 2 + 2) / (5 * 4), 12);
    // Fakes at places 1, 2, 4, 6 and 7.
    const precisions = [1 / 1, 2 / 2, 3 / 4, 4 / 6, 5 / 7];
    const sum = precisions.reduce((total, precision) => total + precision, 0);
    expect(model.averagePrecision?.value).toBeCloseTo(sum / 5, 12);
  });

  it('cost and bring what they do at each zone', () => {
    expect(model.fakeZones.cautious.recall?.value).toBe(2 / 5);
    expect(model.fakeZones.cautious.falsePositiveRate?.value).toBe(0);
    expect(model.fakeZones.alert.recall?.value).toBe(3 / 5);
    // Below 0.3 are the reals 0.1 and 0.2 and the fake 0.25.
    expect(model.realZone.missRate?.value).toBeCloseTo(1 / 5, 12);
    expect(model.realZone.recognised?.value).toBe(2 / 4);
    expect(model.realZone.fakesAmong?.value).toBe(1 / 3);
  });

  it('have intervals around their figures, by sources', () => {
    expect(overall.resampled).toEqual({ real: 'sources', fake: 'sources' });
    const { value, low, high } = model.auc ?? { value: 0, low: 1, high: 0 };
    expect(low).toBeLessThanOrEqual(value);
    expect(high).toBeGreaterThanOrEqual(value);
    expect(high).toBeGreaterThan(low);
  });

  it('of a source of fakes alone have the recall, and an AUC against all reals', () => {
    const gan = sliceOf('gan');
    expect(gan).toMatchObject({ n: 3, real: 0, fake: 3, pooled: 4 });
    expect(gan?.meanScore).toBeCloseTo((0.9 + 0.8 + 0.25) / 3, 12);
    expect(gan?.shares.alert).toEqual({ fake: 2 / 3, unsure: 0, real: 1 / 3 });
    expect(gan?.model.decision.recall?.value).toBe(2 / 3);
    expect(gan?.model.decision.falsePositiveRate).toBeNull();
    expect(gan?.model.decision.balancedAccuracy).toBeNull();
    expect(gan?.model.auc?.value).toBeCloseTo((4 + 4 + 2) / (3 * 4), 12);
    expect(gan?.resampled).toEqual({ real: 'sources', fake: 'pictures' });
  });

  it('of a source of both classes are ranked among themselves', () => {
    expect(sliceOf('mixed')).toMatchObject({ n: 2, real: 1, fake: 1, pooled: 0 });
    expect(sliceOf('mixed')?.model.auc?.value).toBe(0); // The fake scores less than the real.
  });

  it('are told apart by technique where one is named', () => {
    expect(techniques.map(({ name, n }) => [name, n])).toEqual([['face-swap', 3]]);
  });

  it('are counted by score for drawing', () => {
    expect(plots.histogram.fake.reduce((sum, n) => sum + n, 0)).toBe(5);
    expect(plots.histogram.real[2]).toBe(1); // 0.1, in twentieths
    expect(plots.roc.model.at(-1)).toEqual({ threshold: 0.1, falsePositiveRate: 1, recall: 1 });
  });

  it('list the wrongest first', () => {
    expect(mistakes.falseAlarms.map(({ score }) => score)).toEqual([0.7]);
    expect(mistakes.misses.map(({ score }) => score)).toEqual([0.25, 0.4]);
  });
});

describe('file facts', () => {
  it('stand beside the model, at the cost that it has', () => {
    const large = { sizeInBytes: 90_000 };
    const all = [
      ...recordsOf('real', 'a', [0.1, 0.9]),
      ...recordsOf('real', 'b', [0.1, 0.2]),
      ...recordsOf('fake', 'c', [0.9, 0.3], large),
      ...recordsOf('fake', 'd', [0.8, 0.1], large),
    ];
    const { baseline } = summarise(all, zones).overall;
    expect(baseline?.leftOut).toBe('sources');
    expect(baseline?.auc?.value).toBe(1);
    expect(baseline?.balancedAccuracy?.value).toBe(1);
    expect(baseline?.recallAtSameFalsePositives.decision?.value).toBe(1);
    expect(baseline?.recognisedAtSameMisses?.value).toBe(1);
  });

  it('are left out where there is too little to learn from', () => {
    const few = [...recordsOf('real', 'a', [0.1]), ...recordsOf('fake', 'b', [0.9])];
    expect(summarise(few, zones).overall.baseline).toBeNull();
  });
});

describe('deliveries', () => {
  it('have figures each, in their order, and the first is the headline', () => {
    const both = [
      ...recordsOf('fake', 'a', [0.1, 0.9], { delivery: 'thumbnail' }),
      ...recordsOf('real', 'b', [0.2], { delivery: 'thumbnail' }),
      ...recordsOf('fake', 'a', [0.7, 0.9], { delivery: 'medium' }),
      ...recordsOf('real', 'b', [0.2], { delivery: 'medium' }),
    ];
    const { deliveries, headline, overall } = summarise(both, zones);
    expect(deliveries.map(({ name, model }) => [name, model.auc?.value])).toEqual([
      ['medium', 1],
      ['thumbnail', 0.5],
    ]);
    expect(headline).toBe('medium');
    expect(overall).toBe(deliveries[0]);
  });
});

describe('empty zones', () => {
  const { thresholds, overall } = summarise(records, zonesOf(null, null, null));

  it('hold nothing, and 0.5 decides', () => {
    expect(thresholds.decision).toBe(0.5);
    expect(overall.model.decision.falsePositiveRate?.value).toBe(2 / 4);
    expect(overall.model.fakeZones.alert.recall?.value).toBe(0);
    expect(overall.model.realZone.missRate?.value).toBe(0);
    expect(overall.model.realZone.fakesAmong).toBeNull();
    expect(overall.shares.alert).toEqual({ fake: 0, unsure: 1, real: 0 });
  });
});

it('refuses to tell figures of nothing', () => {
  expect(() => summarise([], zones)).toThrow('Expected judged pictures, got none');
});
