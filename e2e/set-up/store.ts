import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeListing, type Manifest } from '../store/listing.ts';
import { takeScreenshots } from '../store/screenshots.ts';
import { buildExtension, extensionFolder, outputFolder, targets } from './build-extension.ts';
import { ensureBrowser } from './ensure-browser.ts';
import { waitWithProgress } from './progress.mjs';

const storeFolder = join(outputFolder, 'store');

/** `npm run store`: builds the packages and writes what stores ask for beside them: texts and screenshots. */
async function main(): Promise<void> {
  const executablePath = await ensureBrowser();
  rmSync(storeFolder, { recursive: true, force: true });
  for (const target of targets) {
    await buildExtension('none', { target, isPacked: true });
    writeTexts(target);
  }
  const folder = join(storeFolder, 'screenshots');
  mkdirSync(folder, { recursive: true });
  const taking = takeScreenshots({ executablePath, extension: extensionFolder, folder });
  await waitWithProgress('taking screenshots', taking);
  console.log(`Texts and screenshots are in ${storeFolder}`);
}

function writeTexts(target: (typeof targets)[number]): void {
  const folder = join(storeFolder, target);
  const packaged = join(outputFolder, `${target}-mv3`);
  const manifest = JSON.parse(readFileSync(join(packaged, 'manifest.json'), 'utf8')) as Manifest;
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(writeListing(target, manifest))) {
    writeFileSync(join(folder, name), `${text}\n`);
  }
  cpSync(join(packaged, 'icons/128.png'), join(folder, 'icon.png'));
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
