import { expect, test } from 'vitest';
import { median, spread } from './statistics';

test('the median of an odd count is the number in the middle', () => {
  expect(median([30, 10, 20])).toBe(20);
});

test('the median of an even count lies between the two in the middle', () => {
  expect(median([1, 2, 4, 100])).toBe(3);
});

test('one slow sample moves neither the median nor the spread', () => {
  const steady = [10, 10, 10, 10, 10, 10, 10];
  const disturbed = [...steady, 900];
  expect(median(disturbed)).toBe(10);
  expect(spread(disturbed)).toBe(0);
});

test('the spread is the middle half, relative to the median', () => {
  expect(spread([80, 90, 100, 110, 120])).toBeCloseTo(0.2);
});

test('no numbers have no median', () => {
  expect(() => median([])).toThrow(RangeError);
});
