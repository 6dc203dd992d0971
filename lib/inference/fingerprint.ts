import type { Size } from '../verdict/judgement';
import type { DecodedPicture } from './decode';
import { turnHeatmap } from './orientation';
import { resizeAndCrop } from './resize';

/** A picture made so small that files of it in other sizes and qualities look alike. */
export interface Fingerprint {
  /** As a page displays the picture. */
  size: Size;
  /** The squashed picture as displayed, `side` * `side` values a channel: red, green, blue. */
  channels: readonly Float32Array[];
  luma: Float32Array;
  /** The perceptual hash: whether each low frequency is clearly above (1) or below (-1) the median one, else 0. */
  hash: readonly number[];
}

/**
 * How far the fingerprints of one picture may lie apart.
 *
 * Measured on 180 pictures of 12 sources, each in seven other deliveries (96 to 600 px, JPEG 60 to 75, WebP 50, sharpened),
 * and on all pairs of them. All bounds together take 96 % of the deliveries, and none of 16,000 pairs of other pictures, of
 * the mirrored ones and of crops to 90 % of the sides; but 4 % of crops to 95 %, and 1 % of the pictures in which a patch
 * of an eighth of the sides was replaced. What they refuse is judged by the file that the page shows.
 */
const bounds = {
  /** Of 63. All of the deliveries differ in one at most, other pictures mostly in 13 to 30. */
  hashBits: 2,
  /** Correlation of the luma. Near a flat picture it means nothing and is 0. */
  correlation: 0.98,
  /** Of 255 levels: the difference of the colour of the most different of 8 * 8 patches. */
  patchLevels: 12,
  /** A smaller copy's sides are rounded, mostly by less than a pixel. */
  roundingPixels: 1,
  /** Some sites cut a few pixels off. */
  aspect: 0.01,
};

const side = 32;
const frequencies = 8;
/** Levels by which a frequency must differ from the median to be told from it: symmetric pictures have many that hardly do. */
const clearLevels = 1;
const patches = 8;
const lumaWeights = [0.299, 0.587, 0.114] as const;

/** Reads a picture once, at any size in tens of milliseconds. */
export async function fingerprintOf({
  rows,
  orientation,
}: Pick<DecodedPicture, 'rows' | 'orientation'>): Promise<Fingerprint> {
  const square = { width: side, height: side, left: 0, top: 0, size: side };
  const rgb = await resizeAndCrop(rows, square);
  const channels = [0, 1, 2].map((channel) => {
    const values = Float32Array.from({ length: side * side }, (_, i) => rgb[i * 3 + channel] ?? 0);
    return turnHeatmap({ columns: side, rows: side, values }, orientation).values;
  });
  const luma = lumaOf(channels);
  const { width, height } = rows;
  const isOnItsSide = orientation.rotation % 180 !== 0;
  const size = isOnItsSide ? { width: height, height: width } : { width, height };
  return { size, channels, luma, hash: hashOf(luma) };
}

/** Whether two files hold the same picture, whole, unmirrored and with nothing else in it. */
export function isSamePicture(a: Fingerprint, b: Fingerprint): boolean {
  return (
    hasSameShape(a.size, b.size) &&
    countDifferences(a.hash, b.hash) <= bounds.hashBits &&
    correlate(a.luma, b.luma) >= bounds.correlation &&
    mostDifferentPatch(a, b) <= bounds.patchLevels
  );
}

/** Whether the smaller size is what the larger one rounds to when it is reduced. */
function hasSameShape(a: Size, b: Size): boolean {
  const [small, large] = a.width < b.width ? [a, b] : [b, a];
  const height = (large.height * small.width) / large.width;
  const width = (large.width * small.height) / large.height;
  return isNear(small.height, height) || isNear(small.width, width);
}

function isNear(pixels: number, expected: number): boolean {
  const slack = Math.max(bounds.roundingPixels, bounds.aspect * expected);
  return Math.abs(pixels - expected) <= slack;
}

function lumaOf(channels: readonly Float32Array[]): Float32Array {
  return Float32Array.from({ length: side * side }, (_, i) =>
    lumaWeights.reduce((sum, weight, channel) => sum + weight * (channels[channel]?.[i] ?? 0), 0),
  );
}

/** The lowest frequencies of the DCT against their median, without the first, which is the brightness. */
function hashOf(luma: Float32Array): number[] {
  const [, ...lowest] = transform(luma);
  const median = lowest.toSorted((a, b) => a - b)[Math.floor(lowest.length / 2)] ?? 0;
  return lowest.map((amplitude) => {
    const difference = amplitude - median;
    return Math.abs(difference) < clearLevels ? 0 : Math.sign(difference);
  });
}

/** The amplitudes of the `frequencies` * `frequencies` lowest frequencies of a DCT-II, in levels. */
function transform(luma: Float32Array): number[] {
  const across = Array.from({ length: side }, (_, row) => {
    const values = luma.subarray(row * side, (row + 1) * side);
    return waves.map((wave) => dot(values, wave));
  });
  return waves.flatMap((_, column) => {
    const values = Float32Array.from(across, (amounts) => amounts[column] ?? 0);
    return waves.map((wave) => (4 * dot(values, wave)) / side ** 2);
  });
}

const waves = Array.from({ length: frequencies }, (_, frequency) =>
  Float32Array.from({ length: side }, (_, at) =>
    Math.cos(((2 * at + 1) * frequency * Math.PI) / (2 * side)),
  ),
);

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

function countDifferences(a: readonly number[], b: readonly number[]): number {
  return a.filter((bit, i) => bit * (b[i] ?? 0) < 0).length;
}

function correlate(a: Float32Array, b: Float32Array): number {
  const first = deviationsOf(a);
  const second = deviationsOf(b);
  const scale = Math.sqrt(dot(first, first) * dot(second, second));
  return scale === 0 ? 0 : dot(first, second) / scale;
}

function deviationsOf(values: Float32Array): Float32Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function mostDifferentPatch(a: Fingerprint, b: Fingerprint): number {
  const differences = a.channels.flatMap((channel, i) => {
    const other = b.channels[i] ?? channel;
    return patchesOf(channel.map((value, at) => value - (other[at] ?? 0)));
  });
  return Math.max(...differences.map(Math.abs));
}

/** The mean of each patch. */
function patchesOf(values: Float32Array): number[] {
  const length = side / patches;
  const sums = new Float32Array(patches * patches);
  values.forEach((value, at) => {
    const row = Math.floor(at / side / length);
    const column = Math.floor((at % side) / length);
    const patch = row * patches + column;
    sums[patch] = (sums[patch] ?? 0) + value;
  });
  return Array.from(sums, (sum) => sum / length ** 2);
}
