import { join } from 'node:path';
import { ensurePictures } from './demo-feed/ensure-pictures.ts';
import { feedHost, pictureHost, startFeedServer } from './demo-feed/feed-server.ts';
import { readFeed } from './demo-feed/read-feed.ts';
import { findServiceWorker, launchWithExtension } from './browser/launch.ts';
import { allowSite } from './browser/rules.ts';
import { expect, extensionFolder, test } from './fixtures.ts';
import { Badges } from './pages/badges.ts';
import { ensureBrowser } from './set-up/ensure-browser.ts';

const artifacts = join(import.meta.dirname, 'artifacts');

test('every picture of the demo feed gets a verdict, but for the three that are meant to fail', async () => {
  test.setTimeout(240_000);
  const server = await startFeedServer(await ensurePictures());
  const context = await launchWithExtension({
    executablePath: await ensureBrowser(),
    extension: extensionFolder,
    profile: '',
    hostRules: [feedHost, pictureHost].map((name) => `MAP ${name} 127.0.0.1`),
    headless: true,
  });
  const serviceWorker = await findServiceWorker(context);
  await allowSite(serviceWorker, feedHost);
  const page = await context.newPage();
  const badges = new Badges(page);
  await page.goto(`http://${feedHost}:${server.port}/`);
  const rows = await readFeed(page, badges);
  const failed = rows.filter(({ verdict }) => !/^(Real|Fake|Unsure)$/.test(verdict));
  expect(failed.map(({ picture, score }) => [picture, score])).toEqual([
    ['truncated.jpeg', expect.stringContaining('damaged')],
    ['missing.jpeg', expect.stringContaining('no longer on its server')],
    ['not-a-picture.png', expect.stringContaining('not a picture')],
  ]);
  expect(rows).toHaveLength(21);
  await page.evaluate(() => window.scrollTo(0, 1190));
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(artifacts, 'badges.png') });
  await page.evaluate(() => window.scrollTo(0, 600));
  await expect.poll(() => badges.verdictOf('A banded planet with a ring')).toBeDefined();
  await badges.hover('A banded planet with a ring');
  await expect.poll(() => badges.cardText()).not.toBe('');
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(artifacts, 'heatmap.png') });
  await context.close();
  server.close();
});
