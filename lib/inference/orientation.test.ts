import { expect, it } from 'vitest';
import { turnHeatmap, turnRegion } from './orientation';

const stored = { columns: 3, rows: 2, values: Float32Array.of(1, 2, 3, 4, 5, 6) };

it.each([
  [0, false, 3, [1, 2, 3, 4, 5, 6]],
  [0, true, 3, [3, 2, 1, 6, 5, 4]],
  [180, false, 3, [6, 5, 4, 3, 2, 1]],
  [180, true, 3, [4, 5, 6, 1, 2, 3]],
  [90, false, 2, [4, 1, 5, 2, 6, 3]],
  [90, true, 2, [1, 4, 2, 5, 3, 6]],
  [270, false, 2, [3, 6, 2, 5, 1, 4]],
  [270, true, 2, [6, 3, 5, 2, 4, 1]],
] as const)('turns a heatmap by %d degrees, mirrored: %s', (rotation, flip, columns, values) => {
  const turned = turnHeatmap(stored, { rotation, flip });
  expect(turned).toEqual({ columns, rows: 6 / columns, values: Float32Array.from(values) });
});

it('keeps every value of a heatmap as large as the reference model’s', () => {
  const values = Float32Array.from({ length: 24 * 24 }, (_, i) => i + 1);
  const turned = turnHeatmap({ columns: 24, rows: 24, values }, { rotation: 270, flip: true });
  expect(new Set(turned.values).size).toBe(24 * 24);
  expect(turned.values).not.toContain(0);
});

it('puts the left third of a stored picture at the top of one turned by 90 degrees', () => {
  const left = { x: 0, y: 0, width: 0.25, height: 1 };
  const turned = turnRegion(left, { rotation: 90, flip: false });
  expect(turned).toEqual({ x: 0, y: 0, width: 1, height: 0.25 });
});
