import { expect, it } from 'vitest';
import { scoreText, sizeText, thresholdText } from './number-text';

it('keeps the decimals of a score, so that scores line up', () => {
  expect(scoreText(0.5, 2)).toBe('0.50');
  expect(scoreText(0.87149, 3)).toBe('0.871');
});

it('shows thresholds as the catalog has them', () => {
  expect([0.5, 0.827, 0.0234].map(thresholdText)).toEqual(['0.5', '0.827', '0.0234']);
});

it.each([
  [4_321, '4.3 kB'],
  [81_920, '82 kB'],
  [1_339_571, '1.3 MB'],
])('tells %d bytes as %s', (sizeInBytes, text) => {
  expect(sizeText(sizeInBytes)).toBe(text);
});
