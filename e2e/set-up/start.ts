import { ensurePictures } from '../demo-feed/ensure-pictures.ts';
import { showFeed } from '../demo-feed/show-feed.ts';
import { ensureBrowser } from './ensure-browser.ts';
import { hasDisplay, thisMachine } from './machine.ts';
import { tellModel } from './model.ts';
import { runWithProgress } from './progress.mjs';

/** Builds the extension and opens the demo feed with it, on a computer that may have nothing of it yet. */
async function main(): Promise<void> {
  tellModel();
  const executablePath = await ensureBrowser();
  await build();
  const pictureFolder = await ensurePictures();
  await showFeed({ executablePath, pictureFolder, isSeen: hasDisplay(thisMachine) });
}

async function build(): Promise<void> {
  console.log('Building the extension');
  const { code, output } = await runWithProgress('wxt build', { command: 'wxt', args: ['build'] });
  if (code !== 0) throw new Error(`The extension could not be built:\n${output}`);
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
