import sharp from 'sharp';
import type { Delivery } from '../../lib/verdict/delivery.ts';

const screenshotWidth = 600;

/**
 * What reaches a person of a picture's file: itself, or what a server or a screenshot makes of it. Upright, never enlarged,
 * in sRGB, and the same for the same file.
 *
 * @throws Error of sharp where it cannot read the file.
 */
export async function deliver(
  file: Uint8Array<ArrayBuffer>,
  delivery: Delivery,
): Promise<Uint8Array<ArrayBuffer>> {
  if (delivery === 'original') return file;
  return makers[delivery](file);
}

/** A size and a quality (of sharp, 1 to 100). The short side in pixels. */
export interface Shrinking {
  shortSide: number;
  quality: number;
}

/** A smaller JPEG as servers make them. @throws Error of sharp where it cannot read the file. */
export async function shrink(
  file: Uint8Array,
  { shortSide, quality }: Shrinking,
): Promise<Uint8Array<ArrayBuffer>> {
  const size = { width: shortSide, height: shortSide, fit: 'outside' as const };
  const smaller = open(file).resize({ ...size, withoutEnlargement: true });
  return new Uint8Array(await smaller.jpeg({ quality }).toBuffer());
}

const makers: Record<
  Exclude<Delivery, 'original'>,
  (file: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>
> = {
  medium: (file) => shrink(file, { shortSide: 512, quality: 75 }),
  thumbnail: (file) => shrink(file, { shortSide: 256, quality: 60 }),
  screenshot: draw,
};

async function draw(file: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const drawn = open(file).resize({ width: screenshotWidth, withoutEnlargement: true });
  return new Uint8Array(await drawn.png().toBuffer());
}

/** Pages are white where a picture shows nothing. */
function open(file: Uint8Array) {
  return sharp(file, { failOn: 'error' }).autoOrient().flatten({ background: 'white' });
}
