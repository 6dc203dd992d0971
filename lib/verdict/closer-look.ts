import type { Heatmap, Region } from './judgement';
import type { Score } from './score';

/** One square of a picture, judged by itself. `region` in the orientation in which a page shows the picture. */
export interface ScoredTile {
  region: Region;
  score: Score;
}

/**
 * Some of the tiles of a picture. `total` counts all there are. `scale` is how the picture was resized before it was cut:
 * 1 where tiles hold its own pixels, more for one smaller than a tile, less for one that would take too many.
 */
export interface TileScores {
  total: number;
  scale: number;
  tiles: ScoredTile[];
}

/**
 * How much the CLS token attends to every patch, in every head of every layer: `values` hold the maps one after the other,
 * all layers of the first head first. `region` is the part of the picture that they cover.
 */
export interface HeadAttention {
  heads: number;
  layers: number;
  columns: number;
  rows: number;
  values: Float32Array;
  region: Region;
}

/** Which map of many: positions from 0, `mean` for all heads together. */
export interface HeadChoice {
  layer: number;
  head: number | 'mean';
}

/** The map of one layer, by one head or by the mean of all. */
export function pickAttention(attention: HeadAttention, { layer, head }: HeadChoice): Heatmap {
  const { heads, columns, rows } = attention;
  if (head !== 'mean') return { columns, rows, values: mapOf(attention, { layer, head }) };
  const sum = new Float32Array(columns * rows);
  for (let each = 0; each < heads; each += 1) {
    mapOf(attention, { layer, head: each }).forEach((value, at) => {
      sum[at] = (sum[at] ?? 0) + value / heads;
    });
  }
  return { columns, rows, values: sum };
}

function mapOf(
  { layers, columns, rows, values }: HeadAttention,
  { layer, head }: { layer: number; head: number },
): Float32Array {
  const patches = columns * rows;
  const start = (head * layers + layer) * patches;
  return values.subarray(start, start + patches);
}

/** What the scores of all tiles come to. Undefined where there is none. */
export interface TileSummary {
  strongest: ScoredTile;
  median: number;
}

export function summariseTiles(tiles: readonly ScoredTile[]): TileSummary | undefined {
  const [strongest, ...others] = tiles.toSorted((a, b) => b.score - a.score);
  if (!strongest) return undefined;
  const all = [strongest, ...others];
  const middle = all.slice(Math.floor((all.length - 1) / 2), Math.floor(all.length / 2) + 1);
  return { strongest, median: middle.reduce((sum, { score }) => sum + score, 0) / middle.length };
}

/** How many cells the longer side of a map of tiles has. */
const cellsOfLongSide = 64;

/** How near tiles count to a cell, in their own sizes: at the middle of a tile it is nearly alone, between two both count. */
const reach = 0.45;

/**
 * The scores of tiles as one smooth map over the whole picture: every cell is the mean of the tiles around it, by how near
 * their middles are. A cell that no tile covers yet is 0. `aspect` is the picture's width by its height.
 */
export function mapTiles(tiles: readonly ScoredTile[], aspect: number): Heatmap {
  const columns = Math.max(1, Math.round(cellsOfLongSide * Math.min(1, aspect)));
  const rows = Math.max(1, Math.round(cellsOfLongSide * Math.min(1, 1 / aspect)));
  const values = Float32Array.from({ length: columns * rows }, (_, at) => {
    const x = ((at % columns) + 0.5) / columns;
    const y = (Math.floor(at / columns) + 0.5) / rows;
    return meanAt(tiles, x, y);
  });
  return { columns, rows, values };
}

function meanAt(tiles: readonly ScoredTile[], x: number, y: number): number {
  let [sum, weights, isCovered] = [0, 0, false];
  for (const { region, score } of tiles) {
    const across = (x - region.x) / region.width - 0.5;
    const down = (y - region.y) / region.height - 0.5;
    const weight = Math.exp(-(across ** 2 + down ** 2) / reach ** 2);
    sum += weight * score;
    weights += weight;
    isCovered ||= Math.max(Math.abs(across), Math.abs(down)) <= 0.5;
  }
  return isCovered ? sum / weights : 0;
}
