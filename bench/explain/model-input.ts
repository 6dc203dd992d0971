import sharp from 'sharp';
import type { Preprocessing, Resample } from '../../lib/verdict/model.ts';
import type { Square } from './blanking.ts';

/** Sharp's name of a filter, where it has the one that the model wants; else the nearest. */
const kernels = {
  nearest: 'nearest',
  box: 'linear',
  bilinear: 'linear',
  hamming: 'linear',
  bicubic: 'cubic',
  lanczos: 'lanczos3',
} as const satisfies Record<Resample, string>;

/**
 * The middle of a picture as a model takes it, upright or not as it is stored: resized, cut and in 8 bits.
 *
 * @throws Error of sharp where it cannot read the file.
 */
export async function readInput(file: Uint8Array, preprocessing: Preprocessing): Promise<Square> {
  const { crop, resample } = preprocessing;
  const picture = sharp(file).flatten().toColourspace('srgb');
  const { width, height } = await picture.metadata();
  const whole = sizeFor({ width, height }, preprocessing);
  const resized = picture.resize({ ...whole, fit: 'fill', kernel: kernels[resample] });
  const left = Math.floor((whole.width - crop) / 2);
  const top = Math.floor((whole.height - crop) / 2);
  const middle = resized.extract({ left, top, width: crop, height: crop });
  return { side: crop, rgb: new Uint8Array(await middle.raw().toBuffer()) };
}

interface Size {
  width: number;
  height: number;
}

/** The size to which a model resizes pictures; at least as large as what it cuts out. */
function sizeFor({ width, height }: Size, preprocessing: Preprocessing): Size {
  const { crop } = preprocessing;
  if ('squash' in preprocessing) return preprocessing.squash;
  const shortSide = 'shortSide' in preprocessing ? preprocessing.shortSide : 0;
  const scale = Math.max(shortSide, crop) / Math.min(width, height);
  const of = (side: number) => Math.max(crop, Math.round(side * scale));
  return { width: of(width), height: of(height) };
}

/** A file from which the shipped engine takes that very square: its resizing and its cut change nothing. */
export async function writeInput(
  { side, rgb }: Square,
  preprocessing: Preprocessing,
): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height } = sizeFor({ width: 1, height: 1 }, preprocessing);
  const [left, top] = [offsetIn(width, preprocessing), offsetIn(height, preprocessing)];
  const edges = { left, top, right: width - side - left, bottom: height - side - top };
  const raw = { width: side, height: side, channels: 3 as const };
  const framed = sharp(rgb, { raw }).extend({ ...edges, background: 'grey' });
  return new Uint8Array(await framed.png({ compressionLevel: 1 }).toBuffer());
}

/** Where the engine cuts, as `lib/inference/preprocess.ts` does. */
function offsetIn(length: number, { crop, cropRounding }: Preprocessing): number {
  const middle = (length - crop) / 2;
  const floor = Math.floor(middle);
  if (cropRounding === 'down' || middle === floor) return floor;
  return floor % 2 === 0 ? floor : floor + 1;
}
