import { readFeed } from '../demo-feed/read-feed.ts';
import { Camera } from '../surfaces/camera.ts';
import { Studio } from '../surfaces/studio.ts';
import { surfaces } from '../surfaces/surfaces.ts';

/** What stores ask for. */
const size = { width: 1280, height: 800 };

/** In the order in which stores show them. */
const shown = ['badges', 'card', 'inspector', 'files', 'history'] as const;

interface StudioOptions {
  executablePath: string;
  extension: string;
  /** Where the pictures go. */
  folder: string;
}

/** Photographs the extension at work on the demo feed. */
export async function takeScreenshots({ folder, ...options }: StudioOptions): Promise<void> {
  const studio = await Studio.open(options);
  const camera = new Camera(folder, ['light']);
  await readFeed(studio.page, studio.badges);
  for (const [at, name] of shown.entries()) {
    const page = await surfaces[name].show(studio);
    await camera.take(page, `${at + 1}-${name}`, size);
  }
  await studio.close();
}
