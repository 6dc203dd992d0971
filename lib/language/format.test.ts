import { expect, it, vi } from 'vitest';
import {
  formatBytes,
  formatDifference,
  formatDuration,
  formatMilliseconds,
  formatMonth,
  formatPerHundred,
  formatRate,
  formatScore,
  formatThreshold,
} from './format';

vi.mock('./translate', () => ({
  uiLanguage: () => 'en',
  translate: (key: string, ...substitutions: string[]) => [key, ...substitutions].join(' '),
}));

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
  [2_500_000_000, '2.5 GB'],
])('tells %d bytes as %s', (sizeInBytes, text) => {
  expect(formatBytes(sizeInBytes)).toBe(text);
});

it.each([
  [640, '0.6 kB/s'],
  [2_400_000, '2.4 MB/s'],
])('tells %d bytes per second as %s', (bytesPerSecond, text) => {
  expect(formatRate(bytesPerSecond)).toBe(text);
});

it.each([
  [1, '1 second'],
  [45, '45 seconds'],
  [200, '3 minutes'],
  [7_300, '2 hours'],
])('tells %d seconds as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

it.each([
  [243.4, '243 ms'],
  [1_240, '1.2 sec'],
])('tells %d milliseconds as %s', (milliseconds, text) => {
  expect(formatMilliseconds(milliseconds)).toBe(text);
});

it('signs a difference, unless there is none', () => {
  expect([0.00012, -0.5, 0].map(formatDifference)).toEqual(['+0.00012', '-0.5', '0']);
});

it.each([
  [0.094, 'measured_about 9'],
  [0.01, 'measured_about 1'],
  [0.0099, 'measured_fewerThanOne'],
  [0, 'measured_fewerThanOne'],
  [1, 'measured_about 100'],
])('tells how many of a hundred %d are', (fraction, text) => {
  expect(formatPerHundred(fraction)).toBe(text);
});

it('tells the month of a date, whatever the time zone', () => {
  expect(['2026-11-01', '2026-11-30T23:59:59Z'].map(formatMonth)).toEqual(
    Array(2).fill('November 2026'),
  );
});
