import { expect, it } from 'vitest';
import { fitLogistic } from './logistic';

const logOdds = (probability: number) => Math.log(probability / (1 - probability));

it('finds the weight at which the slope of the penalised loss is zero', () => {
  // Three of four agree with their column in each class, so mean 0, deviation 1 and, by symmetry, no intercept.
  const rows = [1, 1, 1, -1, -1, -1, -1, 1].map((value) => [value]);
  const isPositive = [true, true, true, true, false, false, false, false];
  const classify = fitLogistic({ rows, isPositive });
  const p = classify([1]);
  // The slope w + 6 (p - 1) + 2 p is zero for p = 1 / (1 + exp(-w)).
  expect(logOdds(p) + 6 * (p - 1) + 2 * p).toBeCloseTo(0, 8);
  expect(p).toBeCloseTo(0.6646, 3);
  expect(classify([-1])).toBeCloseTo(1 - p, 8);
});

it('gives both classes the same weight whatever their sizes', () => {
  const rows = [[0], [0], [0], [0], [0], [0]];
  const classify = fitLogistic({ rows, isPositive: [true, false, false, false, false, false] });
  expect(classify([0])).toBeCloseTo(0.5, 8);
});

it('ignores the unit of a column, and a column that never changes', () => {
  const isPositive = [true, false, true, false, true];
  const values = [1, 2, 3, 5, 4];
  const plain = fitLogistic({ rows: values.map((value) => [value]), isPositive });
  const scaled = fitLogistic({ rows: values.map((value) => [1000 * value + 7, 3]), isPositive });
  for (const value of values) expect(scaled([1000 * value + 7, 3])).toBeCloseTo(plain([value]), 8);
});

it('solves columns that say the same', () => {
  const values = [0, 1, 2, 3];
  const isPositive = [false, false, true, true];
  const classify = fitLogistic({ rows: values.map((value) => [value, -value]), isPositive });
  expect(classify([3, -3])).toBeGreaterThan(0.7);
  expect(classify([0, 0])).toBeCloseTo(1 - classify([3, -3]), 8);
});

it('refuses a single class', () => {
  expect(() => fitLogistic({ rows: [[1]], isPositive: [true] })).toThrow('both classes');
});
