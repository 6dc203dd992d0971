import { expect, it } from 'vitest';
import { quoteExplanation, worthOf, type BlankedShare } from './explanation';

const blanked = (low: number, high: number, share = 0.25): BlankedShare => ({
  share,
  highest: 0.2,
  random: 0.1,
  lowest: 0.05,
  moreThanRandom: { value: (low + high) / 2, low, high },
  moreThanLowest: { value: 0.15, low: 0.1, high: 0.2 },
});

it.each([
  [0.01, 0.2, 'points'],
  [-0.01, 0.2, 'chance'],
  [0, 0.2, 'chance'],
  [-0.2, -0.01, 'away'],
] as const)('takes an interval from %d to %d to say "%s"', (low, high, worth) => {
  expect(worthOf(blanked(low, high))).toBe(worth);
});

it('quotes the share that was settled before anything was measured', () => {
  const measured = { n: 2, date: null, source: 'a test' };
  const quoted = blanked(0, 1);
  expect(quoteExplanation({ ...measured, blanked: [blanked(0, 1, 0.1), quoted] })).toBe(quoted);
  expect(quoteExplanation({ ...measured, blanked: [] })).toBeUndefined();
});
