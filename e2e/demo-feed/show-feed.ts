import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page, Worker } from '@playwright/test';
import { findServiceWorker, launchWithExtension } from '../browser/launch.ts';
import { allowSite } from '../browser/rules.ts';
import { Badges } from '../pages/badges.ts';
import { extensionFolder } from '../set-up/build-extension.ts';
import { waitWithProgress } from '../set-up/progress.mjs';
import { feedHost, pictureHost, startFeedServer } from './feed-server.ts';
import { printTable, readFeed } from './read-feed.ts';

export interface FeedOptions {
  executablePath: string;
  pictureFolder: string;
  /** Whether somebody can see the browser's window. */
  isSeen: boolean;
}

const root = join(import.meta.dirname, '../..');
const screenshot = join(root, 'e2e/artifacts/demo-feed.png');

/** Opens the feed in Chromium with the extension: until the window is closed, or unseen, as a table and a screenshot. */
export async function showFeed({
  executablePath,
  pictureFolder,
  isSeen,
}: FeedOptions): Promise<void> {
  const server = await startFeedServer(pictureFolder);
  const context = await launchWithExtension({
    executablePath,
    extension: extensionFolder,
    profile: '',
    hostRules: [feedHost, pictureHost].map((name) => `MAP ${name} 127.0.0.1`),
    headless: !isSeen,
  });
  await allowFeed(await findServiceWorker(context));
  const page = context.pages()[0] ?? (await context.newPage());
  const url = `http://${feedHost}:${server.port}/`;
  await page.goto(url);
  console.log(`The demo feed is open at ${url}, in this browser only`);
  if (isSeen) await new Promise<void>((resolve) => context.once('close', () => resolve()));
  else await report(page);
  await context.close();
  server.close();
}

/** The feed stands for one of the sites a person allows: the list that comes with the extension stays as it is. */
async function allowFeed(serviceWorker: Worker): Promise<void> {
  await allowSite(serviceWorker, feedHost);
}

async function report(page: Page): Promise<void> {
  const badges = new Badges(page);
  const rows = await waitWithProgress('checking pictures', readFeed(page, badges));
  mkdirSync(join(root, 'e2e/artifacts'), { recursive: true });
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.waitForTimeout(500);
  await page.screenshot({ path: screenshot });
  printTable(rows);
  console.log(`Screenshot: ${relative(root, screenshot)}`);
}
