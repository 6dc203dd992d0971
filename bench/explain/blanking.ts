import type { Random } from '../../lib/inference/fixtures/random.ts';

/** Which patches are blanked: those that the map ranks highest, as many drawn at random, those that it ranks lowest. */
export const manners = ['highest', 'random', 'lowest'] as const;

export type Manner = (typeof manners)[number];

/** The places of a map's patches, the one of the greatest value first; of equal ones, the one that comes first. */
export function rankPatches(values: readonly number[]): number[] {
  const places = values.map((_, place) => place);
  return places.toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
}

/** As many of the ranked patches as make up `share` of them, in one manner. */
export function choosePatches(
  ranked: readonly number[],
  { manner, share, random }: { manner: Manner; share: number; random: Random },
): number[] {
  const count = Math.round(ranked.length * share);
  if (manner === 'random') return random.shuffle(ranked).slice(0, count);
  return manner === 'highest' ? ranked.slice(0, count) : ranked.slice(ranked.length - count);
}

/** Pixels of a square, three bytes each, row by row. */
export interface Square {
  side: number;
  rgb: Uint8Array;
}

/** The square with some of its patches, `perSide` by `perSide`, all of one colour: the mean of all its pixels. */
export function blank({ side, rgb }: Square, patches: readonly number[], perSide: number): Square {
  const blanked = { side, rgb: rgb.slice() };
  const colour = meanColour(rgb);
  const patchSide = side / perSide;
  for (const patch of patches) {
    const left = (patch % perSide) * patchSide;
    const top = Math.floor(patch / perSide) * patchSide;
    paint(blanked, { left, top, side: patchSide }, colour);
  }
  return blanked;
}

function paint(
  { side, rgb }: Square,
  patch: { left: number; top: number; side: number },
  colour: readonly number[],
): void {
  for (let row = 0; row < patch.side; row += 1) {
    for (let column = 0; column < patch.side; column += 1) {
      rgb.set(colour, ((patch.top + row) * side + patch.left + column) * 3);
    }
  }
}

function meanColour(rgb: Uint8Array): number[] {
  const sums = [0, 0, 0];
  rgb.forEach((level, at) => {
    sums[at % 3] = (sums[at % 3] ?? 0) + level;
  });
  return sums.map((sum) => Math.round((sum * 3) / rgb.length));
}
