import { expect, it } from 'vitest';
import { measureGrowth } from './growth';

const samplesOf = (bytesAt: (pictures: number) => number, last: number) =>
  Array.from({ length: last / 20 }, (_, round) => {
    const pictures = (round + 1) * 20;
    return { pictures, bytes: bytesAt(pictures) };
  });

it('does not count what is taken before the engine has settled', () => {
  const samples = samplesOf((pictures) => Math.min(pictures, 500), 2_000);
  expect(measureGrowth(samples)).toMatchObject({ from: 500, bytesThen: 500, fraction: 0 });
});

it('sees slow growth, and not a single sample that is large', () => {
  const samples = samplesOf((pictures) => (pictures === 2_000 ? 9e9 : 1_000 + pictures), 2_000);
  expect(measureGrowth(samples).fraction).toBeCloseTo(2_960 / 1_540 - 1, 5);
});

it('starts a quarter into a short run', () => {
  expect(measureGrowth(samplesOf(() => 7, 200))).toMatchObject({ from: 50, fraction: 0 });
});
