import { join } from 'node:path';
import sharp from 'sharp';

const longestSide = 240;

/** Small copies as data: URLs by path. What cannot be read any more has none. */
export async function makeThumbnails(
  folder: string,
  pictures: readonly { path: string }[],
): Promise<Map<string, string>> {
  const thumbnails = new Map<string, string>();
  for (const { path } of pictures) {
    const url = await makeThumbnail(join(folder, path)).catch(() => undefined);
    if (url !== undefined) thumbnails.set(path, url);
  }
  return thumbnails;
}

async function makeThumbnail(path: string): Promise<string> {
  const thumbnail = await sharp(path)
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'cover' })
    .flatten({ background: 'white' })
    .webp({ quality: 70 })
    .toBuffer();
  return `data:image/webp;base64,${thumbnail.toString('base64')}`;
}
