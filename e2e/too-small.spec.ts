import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import type { CatalogEntry } from '../lib/verdict/model.ts';
import { readCatalog, type Catalog } from '../models/packaging/build-catalog.ts';
import { buildWithCatalog } from './browser/build-with-catalog.ts';
import { findServiceWorker } from './browser/launch.ts';
import { expect, launchOn, test } from './fixtures.ts';
import { Badges } from './pages/badges.ts';
import { openPopup } from './pages/popup.ts';
import type { Site } from './site/site.ts';
import { createPicture } from './site/test-picture.ts';

/** The shipped catalog, its embedded model found to be wrong too often below 100 px. */
function catalogWithSmallest(): Catalog {
  const { default: id, models } = readCatalog(join(import.meta.dirname, '..'));
  const provenance = { date: '2026-11-23', source: 'made up by a test' };
  const sizes = [
    { shortSide: 100, error: 0.4, n: 210 },
    { shortSide: 64, error: 0.48, n: 210 },
  ];
  const smallest = { shortSide: 100, bound: 0.45, measured: { ...provenance, sizes } };
  const withSmallest = (entry: CatalogEntry) => (entry.id === id ? { ...entry, smallest } : entry);
  return { default: id, models: models.map(withSmallest) };
}

let context: BrowserContext;

test.beforeAll(async ({ web }) => {
  const extension = buildWithCatalog(catalogWithSmallest(), 'e2e-too-small');
  context = await launchOn(web, { extension });
});

test.afterAll(() => context.close());

/** A page that shows pictures of these sizes 200 px wide, each named by its size. */
async function showPictures(web: Site, sides: number[]) {
  const images = sides.map((side) => `<img src="/${side}.jpg" alt="${side} px" width="200">`);
  web.add('https://x.com/', images.join(''));
  for (const side of sides) {
    const body = await createPicture({ width: side, height: side });
    web.add(`https://x.com/${side}.jpg`, { body, type: 'image/jpeg' });
  }
  const page = await context.newPage();
  await page.goto('https://x.com/');
  return { page, badges: new Badges(page) };
}

test('a picture below the smallest size that counts reads too small to judge', async ({ web }) => {
  const { page, badges } = await showPictures(web, [96, 100]);
  await expect.poll(() => badges.verdictOf('96 px')).toBe('Too small to judge');
  await expect.poll(() => badges.verdictOf('100 px')).toMatch(/^(Real|Fake|Unsure)$/);
  await badges.hover('96 px');
  await expect
    .poll(() => badges.cardText())
    .toMatch(
      /short side is 96 pixels\. Below 100 pixels .* 45% .* Measured on 210 pictures, November 2026/,
    );
  const popup = await openPopup(page, await findServiceWorker(context));
  const row = popup.getByRole('button', { name: /96 px/ });
  await expect(row).toHaveText(/^Too small to judge96 px$/);
  await row.click();
  await expect(popup.getByText(/its score says nothing here/)).toBeVisible();
  await expect(popup.getByText(/^Score \d\.\d{3}$/)).toBeVisible();
  await expect(popup.getByText('Where: made up by a test.')).toBeVisible();
});
