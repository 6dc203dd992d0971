import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { readFeed } from './demo-feed/read-feed.ts';
import { expect, test } from './fixtures.ts';
import { extensionFolder } from './set-up/build-extension.ts';
import { ensureBrowser } from './set-up/ensure-browser.ts';
import { Camera } from './surfaces/camera.ts';
import { Studio } from './surfaces/studio.ts';
import { surfaces, type Surface } from './surfaces/surfaces.ts';

const camera = new Camera(join(import.meta.dirname, 'artifacts/surfaces'));
let studio: Studio;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  studio = await Studio.open({ executablePath: await ensureBrowser(), extension: extensionFolder });
});

test.afterAll(() => studio.close());

test('every picture of the demo feed gets a verdict, but for the three that are meant to fail', async () => {
  test.setTimeout(240_000);
  const rows = await readFeed(studio.page, studio.badges);
  const failed = rows.filter(({ verdict }) => !/^(Real|Fake|Unsure)$/.test(verdict));
  expect(failed.map(({ picture, score }) => [picture, score])).toEqual([
    ['truncated.jpeg', expect.stringContaining('damaged')],
    ['missing.jpeg', expect.stringContaining('no longer on its server')],
    ['not-a-picture.png', expect.stringContaining('not a picture')],
  ]);
  expect(rows).toHaveLength(21);
});

for (const [name, { size, show, confirm }] of Object.entries<Surface>(surfaces)) {
  test(`${name}: all of it is there, in light and in dark`, async () => {
    const page = await show(studio);
    await camera.take(page, name, size);
    await confirm?.(studio);
    expect(await findOverflow(page)).toBe(0);
    expect(await findUnreadPictures(page)).toEqual([]);
    if (page !== studio.page) await page.close();
  });
}

/** How much wider a page is than its window, in CSS pixels. */
function findOverflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

/** What should be a picture of ours and shows none. The feed has such pictures on purpose. */
function findUnreadPictures(page: Page): Promise<string[]> {
  if (page === studio.page) return Promise.resolve([]);
  return page.evaluate(() =>
    [...document.images]
      .filter(({ complete, naturalWidth }) => complete && naturalWidth === 0)
      .map(({ src }) => src),
  );
}
