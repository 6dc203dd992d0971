import type { Heatmap } from './judgement';

/** Red, green, blue and alpha, each 0 to 255. */
type Rgba = [red: number, green: number, blue: number, alpha: number];

/** The upper part of matplotlib's "inferno": lightness rises all the way, so the order shows without colour vision. */
const ramp: [Rgba, ...Rgba[]] = [
  [101, 21, 110, 0],
  [159, 42, 99, 50],
  [212, 72, 66, 130],
  [245, 125, 21, 180],
  [250, 193, 39, 205],
];

/** The colour of a warmth from 0 (transparent) to 1 (amber). What lies outside counts as the nearer end. */
export function heatColour(warmth: number): Rgba {
  const position = Math.min(Math.max(warmth, 0), 1) * (ramp.length - 1);
  const step = Math.floor(position);
  const from = ramp[step] ?? ramp[0];
  const to = ramp[step + 1] ?? from;
  const mix = (channel: number) =>
    Math.round(at(from, channel) + (at(to, channel) - at(from, channel)) * (position - step));
  return [mix(0), mix(1), mix(2), mix(3)];
}

/** The values that are coldest and warmest. */
export interface HeatRange {
  least: number;
  greatest: number;
}

/** The least and the greatest value of a map: its own are the warmest, however small. */
export function rangeOf({ values }: Pick<Heatmap, 'values'>): HeatRange {
  return {
    least: values.reduce((a, b) => Math.min(a, b), Infinity),
    greatest: values.reduce((a, b) => Math.max(a, b), -Infinity),
  };
}

/** A heatmap as RGBA pixels, one per patch, row by row: the coldest is transparent. Its own range unless one is given. */
export function heatPixels(
  { values }: Pick<Heatmap, 'values'>,
  { least, greatest }: HeatRange = rangeOf({ values }),
): Uint8ClampedArray<ArrayBuffer> {
  const span = greatest - least;
  const pixels = new Uint8ClampedArray(values.length * 4);
  values.forEach((value, index) => {
    pixels.set(heatColour(span > 0 ? (value - least) / span : 0), index * 4);
  });
  return pixels;
}

function at(colour: Rgba, channel: number): number {
  return colour[channel] ?? 0;
}
