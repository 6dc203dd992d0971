import { describe, expect, it } from 'vitest';
import { mapTiles, pickAttention, summariseTiles, type ScoredTile } from './closer-look';
import type { Score } from './score';

const tile = (x: number, y: number, score: number): ScoredTile => ({
  region: { x, y, width: 0.5, height: 0.5 },
  score: score as Score,
});

describe('the map of tiles', () => {
  const quarters = [tile(0, 0, 0.1), tile(0.5, 0, 0.1), tile(0, 0.5, 0.1), tile(0.5, 0.5, 0.9)];
  const at = ({ columns, rows, values }: ReturnType<typeof mapTiles>, x: number, y: number) =>
    values[Math.floor(y * rows) * columns + Math.floor(x * columns)];

  it('shows every tile where it lies', () => {
    const map = mapTiles(quarters, 2);
    expect([map.columns, map.rows]).toEqual([64, 32]);
    expect(at(map, 0.75, 0.75)).toBeCloseTo(0.9, 1);
    expect(at(map, 0.25, 0.25)).toBeCloseTo(0.1, 2);
  });

  it('has as many cells along a tall picture as along a wide one', () => {
    const map = mapTiles(quarters, 0.5);
    expect([map.columns, map.rows]).toEqual([32, 64]);
  });

  it('has no edges between tiles', () => {
    const { columns, values } = mapTiles(quarters, 1);
    const row = [...values.slice(48 * columns, 49 * columns)];
    const steps = row.slice(1).map((value, x) => Math.abs(value - (row[x] ?? 0)));
    expect(Math.max(...steps)).toBeLessThan(0.08);
  });

  it('goes from one tile to the next where they overlap', () => {
    const map = mapTiles([tile(0, 0, 0.2), tile(0.25, 0, 0.6)], 1);
    const row = [0.26, 0.3, 0.37, 0.42, 0.48].map((x) => at(map, x, 0.2) ?? 0);
    expect(row).toEqual(row.toSorted((a, b) => a - b));
    expect(at(map, 0.375, 0.2)).toBeCloseTo(0.4, 1);
  });

  it('is 0 where no tile was judged yet', () => {
    expect(at(mapTiles([tile(0, 0, 0.8)], 1), 0.9, 0.9)).toBe(0);
  });
});

it('tells the strongest tile and the middle one', () => {
  const tiles = [tile(0, 0, 0.2), tile(0.5, 0, 0.8), tile(0, 0.5, 0.4), tile(0.5, 0.5, 0.3)];
  const summary = summariseTiles(tiles);
  expect(summary?.strongest).toBe(tiles[1]);
  expect(summary?.median).toBeCloseTo(0.35);
  expect(summariseTiles([])).toBeUndefined();
});

describe('the attention of heads', () => {
  // 2 heads of 3 layers with 4 patches: the value tells head, layer and patch.
  const values = Float32Array.from({ length: 24 }, (_, i) => {
    const [head, layer, patch] = [Math.floor(i / 12), Math.floor(i / 4) % 3, i % 4];
    return 100 * head + 10 * layer + patch;
  });
  const region = { x: 0, y: 0, width: 1, height: 1 };
  const attention = { heads: 2, layers: 3, columns: 2, rows: 2, values, region };

  it('is picked by layer and head', () => {
    const { columns, rows, values } = pickAttention(attention, { layer: 2, head: 1 });
    expect([columns, rows, ...values]).toEqual([2, 2, 120, 121, 122, 123]);
  });

  it('is the mean of all heads of a layer where none is picked', () => {
    expect([...pickAttention(attention, { layer: 1, head: 'mean' }).values]).toEqual([
      60, 61, 62, 63,
    ]);
  });
});
