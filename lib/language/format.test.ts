import { expect, it, vi } from 'vitest';
import { formatScore, formatBytes, formatThreshold } from './format';

vi.mock('./translate', () => ({ uiLanguage: () => 'en' }));

it('keeps the decimals of a score, so that scores line up', () => {
  expect(formatScore(0.5, 2)).toBe('0.50');
  expect(formatScore(0.87149, 3)).toBe('0.871');
});

it('shows thresholds as the catalog has them', () => {
  expect([0.5, 0.827, 0.0234].map(formatThreshold)).toEqual(['0.5', '0.827', '0.0234']);
});

it.each([
  [4_321, '4.3 kB'],
  [81_920, '82 kB'],
  [1_339_571, '1.3 MB'],
])('tells %d bytes as %s', (sizeInBytes, text) => {
  expect(formatBytes(sizeInBytes)).toBe(text);
});
