import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { runWithProgress } from '../set-up/progress.mjs';
import { arePicturesPainted, pictureFolder } from './paint-pictures.ts';
import { pictures } from './pictures.ts';

const painter = join(import.meta.dirname, 'paint-pictures.ts');
const mostPainters = 4;

/** The folder with all pictures of the feed, painted first where some are missing: about a minute, once. */
export async function ensurePictures(): Promise<string> {
  const folder = pictureFolder();
  if (arePicturesPainted(folder)) return folder;
  console.log('Painting the pictures of the demo feed');
  const ends = await Promise.all(shares(availableParallelism()).map(paintShare));
  const failed = ends.find(({ code }) => code !== 0);
  if (failed) throw new Error(`The pictures could not be painted:\n${failed.output}`);
  return folder;
}

function paintShare(names: string[]) {
  const args = ['--disable-warning=ExperimentalWarning', painter, ...names];
  return runWithProgress('painting', { command: process.execPath, args });
}

function shares(cores: number): string[][] {
  const count = Math.min(cores, mostPainters);
  const names = Object.keys(pictures);
  return Array.from({ length: count }, (_, share) =>
    names.filter((_name, index) => index % count === share),
  );
}
