import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { allowSite } from '../browser/rules.ts';
import { extensionIdOf, findServiceWorker, launchWithExtension } from '../browser/launch.ts';
import { ensurePictures } from '../demo-feed/ensure-pictures.ts';
import { feedHost, pictureHost, startFeedServer } from '../demo-feed/feed-server.ts';
import { readFeed } from '../demo-feed/read-feed.ts';
import { Badges } from '../pages/badges.ts';
import { InspectorView } from '../pages/inspector.ts';

/** What stores show. */
const size = { width: 1280, height: 800 };
const settledMs = 600;

interface Studio {
  executablePath: string;
  extension: string;
  /** Where the pictures go. */
  folder: string;
}

/** Photographs the extension at work on the demo feed. */
export async function takeScreenshots({ executablePath, extension, folder }: Studio) {
  const server = await startFeedServer(await ensurePictures());
  const context = await launchWithExtension({
    executablePath,
    extension,
    profile: '',
    hostRules: [feedHost, pictureHost].map((name) => `MAP ${name} 127.0.0.1`),
    headless: true,
  });
  await allowSite(await findServiceWorker(context), feedHost);
  const page = await context.newPage();
  await page.goto(`http://${feedHost}:${server.port}/`);
  const inspector = await photographFeed(page, folder);
  await photograph(inspector, join(folder, '3-inspector.png'));
  await photographOwnPages(context, folder);
  await context.close();
  server.close();
}

/** Answers the inspector that it opened. */
async function photographFeed(page: Page, folder: string): Promise<Page> {
  const subject = 'A banded planet with a ring';
  const badges = new Badges(page);
  await readFeed(page, badges);
  await page.evaluate(() => window.scrollTo(0, 1190));
  await photograph(page, join(folder, '1-badges.png'));
  await page.evaluate(() => window.scrollTo(0, 600));
  await page.waitForTimeout(settledMs);
  await badges.hover(subject);
  await photograph(page, join(folder, '2-card.png'));
  const inspector = await InspectorView.openedBy(page, () => badges.lookCloser());
  return inspector.page;
}

async function photographOwnPages(context: BrowserContext, folder: string): Promise<void> {
  const id = extensionIdOf(await findServiceWorker(context));
  const page = await context.newPage();
  for (const [at, name] of ['history', 'options'].entries()) {
    await page.goto(`chrome-extension://${id}/${name}.html`);
    await photograph(page, join(folder, `${at + 4}-${name}.png`));
  }
}

async function photograph(page: Page, path: string): Promise<void> {
  await page.setViewportSize(size);
  await page.waitForTimeout(settledMs);
  await page.screenshot({ path });
}
