import { ensurePictures } from '../demo-feed/ensure-pictures.ts';
import { showFeed } from '../demo-feed/show-feed.ts';
import { buildExtension } from './build-extension.ts';
import { ensureBrowser } from './ensure-browser.ts';
import { hasDisplay, thisMachine } from './machine.ts';
import { modelToBundle, tryModel } from './model/try-model.ts';

/** Builds the extension and opens the demo feed with it, on a computer that may have nothing of it yet. */
async function main(): Promise<void> {
  await tryModel();
  const executablePath = await ensureBrowser();
  await buildExtension(modelToBundle());
  const pictureFolder = await ensurePictures();
  await showFeed({ executablePath, pictureFolder, isSeen: hasDisplay(thisMachine) });
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
