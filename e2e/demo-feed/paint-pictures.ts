import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { hash } from './noise.ts';
import { fileNameOf, pictures, type Picture } from './pictures.ts';

const here = import.meta.dirname;
const cacheFolder = join(here, '../../.cache/demo-feed');
const grain = 0.012;

/** The folder with the feed's picture files. Its name changes with the code that paints them. */
export function pictureFolder(): string {
  const sources = readdirSync(here, { recursive: true, encoding: 'utf8' });
  const painters = sources.filter((name) => /(scenes.*|paint.*|noise|pictures)\.ts$/.test(name));
  const digest = createHash('sha256');
  for (const name of painters.toSorted()) digest.update(readFileSync(join(here, name)));
  return join(cacheFolder, digest.digest('hex').slice(0, 12));
}

/** Whether every file of the feed is in `folder`. */
export function arePicturesPainted(folder: string): boolean {
  return Object.entries<Picture>(pictures).every(([name, picture]) =>
    existsSync(join(folder, fileNameOf(name, picture, largest(picture)))),
  );
}

/** Paints the named pictures, those that are not in `folder` yet, and says each one's name when it begins. */
async function paintPictures(folder: string, names: string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [name, picture] of Object.entries<Picture>(pictures)) {
    if (!names.includes(name)) continue;
    if (existsSync(join(folder, fileNameOf(name, picture, largest(picture))))) continue;
    console.log(name);
    await writePicture(folder, name, picture);
  }
}

/** The largest file comes last: where it is, all are. */
async function writePicture(folder: string, name: string, picture: Picture): Promise<void> {
  const { width, height } = picture;
  const painted = sharp(paint(picture), { raw: { width, height, channels: 3 } });
  for (const size of picture.widths) {
    const path = join(folder, fileNameOf(name, picture, size));
    const encoder = painted.clone().resize(size).toFormat(picture.format, { quality: 84 });
    await encoder.toFile(`${path}.partial`);
    renameSync(`${path}.partial`, path);
  }
}

function paint({ scene, seed, width, height }: Picture): Uint8Array {
  const shade = scene({ seed, aspect: width / height });
  const pixels = new Uint8ClampedArray(width * height * 3);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const noise = (hash(column, row, seed) - 0.5) * grain;
      const [red, green, blue] = shade((column + 0.5) / height, (row + 0.5) / height);
      const at = (row * width + column) * 3;
      pixels[at] = (red + noise) * 255;
      pixels[at + 1] = (green + noise) * 255;
      pixels[at + 2] = (blue + noise) * 255;
    }
  }
  return new Uint8Array(pixels.buffer);
}

function largest({ widths }: Picture): number {
  return Math.max(...widths);
}

await runWhenStarted();

/** As a program: `paint-pictures.ts <name>…`. */
async function runWhenStarted(): Promise<void> {
  if (process.argv[1] !== import.meta.filename) return;
  await paintPictures(pictureFolder(), process.argv.slice(2));
}
