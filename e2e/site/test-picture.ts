import sharp from 'sharp';
import { hash } from '../demo-feed/noise.ts';

export interface TestPicture {
  width?: number;
  height?: number;
  format?: 'jpeg' | 'png' | 'webp';
  /** The EXIF orientation that the file claims, 1 to 8. */
  orientation?: number;
}

let count = 0;

/** A picture file that no test has seen: clouds of colour, other ones at every call. */
export async function createPicture({
  width = 400,
  height = 300,
  format = 'jpeg',
  orientation,
}: TestPicture = {}): Promise<Buffer> {
  count += 1;
  const seed = count + Date.now();
  const [columns, rows] = [Math.ceil(width / 40), Math.ceil(height / 40)];
  const values = Array.from({ length: columns * rows * 3 }, (_, at) => hash(at, 0, seed) * 255);
  const clouds = sharp(Uint8Array.from(values), {
    raw: { width: columns, height: rows, channels: 3 },
  });
  const scaled = clouds.resize(width, height, { kernel: 'cubic', fit: 'fill' });
  return scaled
    .withMetadata(orientation ? { orientation } : {})
    .toFormat(format)
    .toBuffer();
}
