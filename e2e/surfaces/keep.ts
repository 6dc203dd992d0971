import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** As wide as a README shows them, twice over. */
const mostWidth = 960;
const colours = 128;

const taken = join(import.meta.dirname, '../artifacts/surfaces');
const kept = join(import.meta.dirname, '../screenshots');

/** Makes small copies of the screenshots that the latest test run took, for the README. */
async function main(): Promise<void> {
  mkdirSync(kept, { recursive: true });
  for (const name of readdirSync(taken)) {
    await sharp(join(taken, name))
      .resize({ width: mostWidth, withoutEnlargement: true })
      .png({ palette: true, colours, effort: 10 })
      .toFile(join(kept, name));
  }
}

await main();
