import type { Region } from '../verdict/judgement';
import type { Preprocessing, Resize } from '../verdict/model';
import { resizeAndCrop, type PixelRows, type ResizedCrop } from './resize';

/** What a model sees of a picture. */
export interface PreprocessedPicture {
  /** 3 * crop * crop values: red, then green, then blue, each row by row. */
  pixelValues: Float32Array;
  /** The crop as fractions of the picture as stored; beyond it where the picture is smaller than the crop. */
  region: Region;
}

/** Resizes, crops and normalizes a picture as its model was trained. */
export async function preprocess(
  rows: PixelRows,
  preprocessing: Preprocessing,
): Promise<PreprocessedPicture> {
  return preprocessCrop(rows, cropOf(rows, preprocessing), preprocessing);
}

/** The same of another square than the one in the middle: `crop` must be as large as the model takes pictures. */
export async function preprocessCrop(
  rows: PixelRows,
  crop: ResizedCrop,
  preprocessing: Preprocessing,
): Promise<PreprocessedPicture> {
  const rgb = await resizeAndCrop(rows, crop, preprocessing.resample);
  return { pixelValues: normalize(rgb, preprocessing), region: regionOf(crop) };
}

/** The size to which a picture is resized, and the square in its middle that counts. */
export function cropOf(
  picture: Size,
  preprocessing: Resize & Pick<Preprocessing, 'crop' | 'cropRounding'>,
): ResizedCrop {
  const { crop, cropRounding } = preprocessing;
  const round = cropRounding === 'down' ? Math.floor : roundHalfToEven;
  const resized = resizedSizeOf(picture, preprocessing);
  return {
    ...resized,
    left: round((resized.width - crop) / 2),
    top: round((resized.height - crop) / 2),
    size: crop,
  };
}

interface Size {
  width: number;
  height: number;
}

function resizedSizeOf({ width, height }: Size, resize: Resize): Size {
  if ('squash' in resize) return resize.squash;
  if (!('shortSide' in resize)) return { width, height };
  const { shortSide } = resize;
  const longSide = Math.trunc((shortSide * Math.max(width, height)) / Math.min(width, height));
  return width <= height
    ? { width: shortSide, height: longSide }
    : { width: longSide, height: shortSide };
}

function regionOf({ width, height, left, top, size }: ResizedCrop): Region {
  return { x: left / width, y: top / height, width: size / width, height: size / height };
}

/** Python's `round`. */
function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function normalize(rgb: Uint8Array, { rescale, mean, std }: Preprocessing): Float32Array {
  const area = rgb.length / 3;
  const pixelValues = new Float32Array(rgb.length);
  const rescaled = (level: number) => (rescale === undefined ? level / 255 : level * rescale);
  for (const channel of [0, 1, 2] as const) {
    const values = Float32Array.from(
      { length: 256 },
      (_, level) => (rescaled(level) - mean[channel]) / std[channel],
    );
    const start = channel * area;
    for (let i = 0; i < area; i++) {
      pixelValues[start + i] = values[rgb[i * 3 + channel] ?? 0] ?? 0;
    }
  }
  return pixelValues;
}
