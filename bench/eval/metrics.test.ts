import { describe, expect, it } from 'vitest';
import {
  findAuc,
  findAveragePrecision,
  findBalancedAccuracy,
  findCalibrationError,
  findFakesBelow,
  findFalsePositiveRate,
  findRecall,
  findRecallAt,
  findRecognisedAt,
  findReliability,
  findRoc,
  rank,
  type Scored,
} from './metrics';

const fake = (score: number): Scored => ({ score, isFake: true });
const real = (score: number): Scored => ({ score, isFake: false });

/** Four fakes and five reals; one of each scores 0.6. */
const pictures = [
  fake(0.9),
  real(0.8),
  fake(0.7),
  fake(0.6),
  real(0.6),
  real(0.4),
  fake(0.2),
  real(0.15),
  real(0.05),
];
const ranking = rank(pictures);

describe('of four fakes and five reals', () => {
  it('counts at a threshold what scores as much or more', () => {
    expect(findRecall(ranking, 0.6)).toBe(3 / 4);
    expect(findFalsePositiveRate(ranking, 0.6)).toBe(2 / 5);
    expect(findRecall(ranking, 0.61)).toBe(2 / 4);
    expect(findFalsePositiveRate(ranking, 0.61)).toBe(1 / 5);
    expect(findBalancedAccuracy(ranking, 0.6)).toBeCloseTo((3 / 4 + 3 / 5) / 2, 12);
  });

  it('counts the fakes among all that score less', () => {
    expect(findFakesBelow(ranking, 0.5)).toBe(1 / 4);
    expect(findFakesBelow(ranking, 0.05)).toBeUndefined();
  });

  it('counts equal scores half in the area under the curve', () => {
    // Reals below each fake: 0.9 has 5, 0.7 has 4, 0.6 has 3 and one equal, 0.2 has 2.
    expect(findAuc(ranking)).toBeCloseTo((5 + 4 + 3.5 + 2) / (4 * 5), 12);
  });

  it('weighs the precision by the recall that is added', () => {
    // Fakes among all called fake: 1 of 1, then 2 of 3, then 3 of 5 (a tie), then 4 of 7; each adds a quarter of the recall.
    expect(findAveragePrecision(ranking)).toBeCloseTo((1 + 2 / 3 + 3 / 5 + 4 / 7) / 4, 12);
  });

  it('draws the curve with one point for equal scores', () => {
    const places = findRoc(ranking)?.map(({ falsePositiveRate, recall }) => [
      Math.round(falsePositiveRate * 5),
      Math.round(recall * 4),
    ]);
    expect(places).toEqual([
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 2],
      [2, 3],
      [3, 3],
      [3, 4],
      [4, 4],
      [5, 4],
    ]);
  });

  it('finds what can be had at a given cost', () => {
    expect(findRecallAt(ranking, 0)).toBe(1 / 4);
    expect(findRecallAt(ranking, 0.39)).toBe(2 / 4);
    expect(findRecallAt(ranking, 0.4)).toBe(3 / 4);
    expect(findRecognisedAt(ranking, 0.25)).toBeCloseTo(3 / 5, 12);
    expect(findRecognisedAt(ranking, 0)).toBeCloseTo(2 / 5, 12);
  });

  it('counts a picture as often as its weight says', () => {
    // The real of 0.8 three times, the fake of 0.9 not at all.
    const weights = ranking.pictures.map(({ score }) => ({ 0.9: 0, 0.8: 3 })[score] ?? 1);
    const weighted = { ...ranking, weights };
    expect(findFalsePositiveRate(weighted, 0.6)).toBe(4 / 7);
    expect(findRecall(weighted, 0.6)).toBe(2 / 3);
    expect(findAuc(weighted)).toBeCloseTo((4 - 0 + (3 + 0.5) + 2) / (3 * 7), 12);
    expect(findAveragePrecision(weighted)).toBeCloseTo((1 / 4 + 2 / 6 + 3 / 8) / 3, 12);
  });
});

describe('where a class is missing', () => {
  const reals = rank([real(0.1), real(0.9)]);

  it('has the figures of the class that is there, and no others', () => {
    expect(findFalsePositiveRate(reals, 0.5)).toBe(1 / 2);
    expect(findRecall(reals, 0.5)).toBeUndefined();
    for (const find of [findAuc, findAveragePrecision, findRoc]) {
      expect(find(reals)).toBeUndefined();
    }
    expect(findBalancedAccuracy(reals, 0.5)).toBeUndefined();
  });
});

describe('reliability', () => {
  const bins = findReliability([fake(1), fake(0.75), real(0.85), real(0.25), real(0)], 2);

  it('puts scores into equally wide bins, 1 into the last', () => {
    expect(bins).toEqual([
      { from: 0, to: 0.5, n: 2, meanScore: 0.125, fakeShare: 0 },
      { from: 0.5, to: 1, n: 3, meanScore: (1 + 0.75 + 0.85) / 3, fakeShare: 2 / 3 },
    ]);
  });

  it('averages how far scores are from the fraction of fakes', () => {
    const expected = (2 * 0.125 + 3 * Math.abs(2.6 / 3 - 2 / 3)) / 5;
    expect(findCalibrationError(bins)).toBeCloseTo(expected, 12);
    expect(findCalibrationError(findReliability([]))).toBeUndefined();
  });
});
