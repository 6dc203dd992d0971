import { expect, it } from 'vitest';
import { Bootstrap, type Sourced } from './bootstrap';
import { findFalsePositiveRate, findRecall, type Ranking } from './metrics';

const pictures = (isFake: boolean, source: string, scores: number[]): Sourced[] =>
  scores.map((score) => ({ score, isFake, source }));
const recall = (ranking: Ranking) => findRecall(ranking, 0.5);

it('draws whole sources where a class has two or more, else pictures', () => {
  const bootstrap = new Bootstrap([
    ...pictures(false, 'a', [0.9, 0.9]),
    ...pictures(false, 'b', [0.1, 0.1, 0.1, 0.1, 0.1, 0.1]),
    ...pictures(true, 'c', [0.9, 0.1]),
  ]);
  expect(bootstrap.resampled).toEqual({ real: 'sources', fake: 'pictures' });
  // Two draws of two sources: both a (2 of 2), both b (0 of 6), or one each (2 of 8); nothing between.
  const seen = new Set<number | undefined>();
  bootstrap.estimate((ranking) => {
    const rate = findFalsePositiveRate(ranking, 0.5);
    seen.add(rate);
    return rate;
  });
  expect([...seen].toSorted()).toEqual([0, 2 / 8, 1]);
});

it('finds the interval that the binomial distribution has', () => {
  const scores = Array.from({ length: 100 }, (_, i) => (i < 30 ? 0.9 : 0.1));
  const estimate = new Bootstrap(pictures(true, 'one', scores)).estimate(recall);
  // 30 of 100: 1.96 standard deviations of sqrt(0.3 * 0.7 / 100) = 0.0458 are 0.09.
  expect(estimate?.value).toBe(0.3);
  expect(Math.abs((estimate?.low ?? 0) - 0.21)).toBeLessThan(0.025);
  expect(Math.abs((estimate?.high ?? 0) - 0.39)).toBeLessThan(0.025);
});

it('gives the same interval every time', () => {
  const all = pictures(true, 'one', [0.9, 0.8, 0.7, 0.2, 0.1]);
  expect(new Bootstrap(all).estimate(recall)).toEqual(new Bootstrap(all).estimate(recall));
});

it('has no interval where there is no figure', () => {
  expect(new Bootstrap(pictures(false, 'one', [0.1])).estimate(recall)).toBeUndefined();
});
