import { expect, it } from 'vitest';
import { smoothHeat } from './smooth-heat';

const heatmap = { columns: 3, rows: 2, values: Float32Array.of(0, 1, 0, 0, 4, 0) };

it('goes through the middle of every patch', () => {
  const { columns, rows, values } = smoothHeat(heatmap, 5);
  expect([columns, rows]).toEqual([15, 10]);
  const middles = [0, 1].map((row) =>
    [0, 1, 2].map((column) => values[(row * 5 + 2) * 15 + column * 5 + 2]),
  );
  expect(middles).toEqual([
    [0, 1, 0],
    [0, 4, 0],
  ]);
});

it('rises to a peak and falls from it, and is nowhere beyond what it is drawn from', () => {
  const { columns, values } = smoothHeat(heatmap, 8);
  const row = [...values.slice(12 * columns, 13 * columns)];
  const rise = row.slice(4, 12);
  expect(rise).toEqual(rise.toSorted((a, b) => a - b));
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThanOrEqual(4);
});

it('leaves a flat map flat', () => {
  const flat = { columns: 2, rows: 2, values: new Float32Array(4).fill(0.25) };
  expect(new Set(smoothHeat(flat, 4).values)).toEqual(new Set([0.25]));
});
