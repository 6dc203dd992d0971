import { describe, expect, it } from 'vitest';
import { planTiles } from './plan-tiles';

const limits = { side: 224, most: 48 };

it('cuts at the own resolution, each tile half over the next', () => {
  const { scale, tiles } = planTiles({ width: 672, height: 448 }, limits);
  expect(scale).toBe(1);
  expect([...new Set(tiles.map(({ left }) => left))]).toEqual([0, 112, 224, 336, 448]);
  expect([...new Set(tiles.map(({ top }) => top))]).toEqual([0, 112, 224]);
  expect(tiles[0]).toEqual({ width: 672, height: 448, left: 0, top: 0, size: 224 });
});

it('lets tiles overlap less before it makes the picture smaller', () => {
  const { scale, tiles } = planTiles({ width: 1600, height: 1200 }, limits);
  expect(scale).toBe(1);
  expect(tiles.length).toBeLessThanOrEqual(48);
  expect(new Set(tiles.map(({ left }) => left)).size).toBe(8);
});

it('makes a picture smaller that would take too many, and no smaller than it must', () => {
  const { scale, tiles } = planTiles({ width: 4000, height: 3000 }, limits);
  expect(tiles.length).toBeLessThanOrEqual(48);
  expect(tiles.length).toBeGreaterThan(35);
  expect(scale).toBeLessThan(0.5);
});

it('enlarges a picture that is smaller than a tile', () => {
  const { scale, tiles } = planTiles({ width: 112, height: 168 }, limits);
  expect(scale).toBe(2);
  expect(tiles.map(({ left, top }) => [left, top])).toEqual([
    [0, 0],
    [0, 112],
  ]);
});

it('judges a picture of the size of a tile as one', () => {
  expect(planTiles({ width: 224, height: 224 }, limits).tiles).toHaveLength(1);
});

it('takes as many as it must of a strip that cannot get smaller', () => {
  const { scale, tiles } = planTiles({ width: 30_000, height: 300 }, limits);
  expect(scale).toBeCloseTo(224 / 300);
  expect(tiles).toHaveLength(100);
});

describe.each([
  [4000, 3000],
  [641, 1023],
  [225, 224],
  [1080, 1350],
  [97, 61],
])('of %d × %d pixels', (width, height) => {
  const { tiles } = planTiles({ width, height }, limits);

  it('covers every pixel and leaves the picture nowhere', () => {
    const [first] = tiles;
    const covered = (length: number, starts: number[]) => {
      const sorted = [...new Set(starts)].toSorted((a, b) => a - b);
      const gaps = sorted.filter((start, at) => start > (sorted[at - 1] ?? 0) + 224);
      expect(sorted[0]).toBe(0);
      expect(gaps).toEqual([]);
      expect((sorted.at(-1) ?? 0) + 224).toBe(length);
    };
    covered(
      first?.width ?? 0,
      tiles.map(({ left }) => left),
    );
    covered(
      first?.height ?? 0,
      tiles.map(({ top }) => top),
    );
  });
});
