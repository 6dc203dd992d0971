import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { hash, noise } from '../e2e/demo-feed/noise.ts';

interface PlannedPicture {
  name: string;
  width: number;
  height: number;
  format: 'jpeg' | 'png' | 'webp';
}

/** As feeds deliver them: one picture a post, all of one size. The batch takes all, single calls the first. */
export const feedPictures: [PlannedPicture, ...PlannedPicture[]] = [
  planFeedPicture(0),
  ...[1, 2, 3, 4, 5, 6, 7].map(planFeedPicture),
];

/** As phones take them: 12 megapixels. */
export const phonePicture: PlannedPicture = {
  name: 'phone.jpg',
  width: 4000,
  height: 3000,
  format: 'jpeg',
};

/** Other formats, for the way from bytes to tensor alone. */
export const otherPictures: PlannedPicture[] = [
  { name: 'graphic.png', width: 1200, height: 900, format: 'png' },
  { name: 'article.webp', width: 1600, height: 900, format: 'webp' },
];

function planFeedPicture(index: number): PlannedPicture {
  return { name: `feed-${index}.jpg`, width: 1080, height: 1350, format: 'jpeg' };
}

/** Paints all pictures into `folder`: clouds with grain, the same ones every time. */
export async function paintPictures(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const pictures = [...feedPictures, phonePicture, ...otherPictures];
  for (const [seed, picture] of pictures.entries()) {
    writeFileSync(join(folder, picture.name), await paint(picture, seed));
  }
}

/** Clouds are drawn small and enlarged: smooth noise for every pixel would take half a minute. */
async function paint({ width, height, format }: PlannedPicture, seed: number): Promise<Buffer> {
  const clouds = await sharp(drawClouds(seed), {
    raw: { width: cloudSide, height: cloudSide, channels: 3 },
  })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer();
  addGrain(clouds, seed);
  return sharp(clouds, { raw: { width, height, channels: 3 } })
    .toFormat(format, { quality: 85 })
    .toBuffer();
}

const cloudSide = 256;
const bumps = 24;
const grain = 24;

function drawClouds(seed: number): Uint8Array {
  return Uint8Array.from({ length: cloudSide ** 2 * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    const x = (pixel % cloudSide) / cloudSide;
    const y = Math.floor(pixel / cloudSide) / cloudSide;
    return 255 * noise(x * bumps, y * bumps, seed * 3 + (at % 3));
  });
}

function addGrain(pixels: Uint8Array, seed: number): void {
  for (let at = 0; at < pixels.length; at++) {
    const value = (pixels[at] ?? 0) + (hash(at, 0, seed) - 0.5) * grain;
    pixels[at] = Math.min(255, Math.max(0, value));
  }
}
