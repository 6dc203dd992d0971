import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { findServiceWorker } from './browser/launch.ts';
import { expect, launchOn, test as base } from './fixtures.ts';
import { namesOf, openCheck, rowOf } from './pages/check.ts';
import { openHistory } from './pages/history.ts';
import { createPicture } from './site/test-picture.ts';

/** With a browser of its own, which remembers nothing of other tests. */
const test = base.extend({
  context: async ({ web }, use) => {
    const context = await launchOn(web);
    await findServiceWorker(context);
    await use(context);
    await context.close();
  },
});

const verdict = /Real|Fake|Unsure/;
const patient = { timeout: 60_000 };

const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
const tiff = Buffer.from('II*\0\x08\0\0\0', 'latin1');

/** Presses the button and reads the file that the browser downloads. */
async function download(page: Page, button: string): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return readFileSync(await (await downloading).path(), 'utf8');
}

test('pictures of a person and of pages are judged, found again, corrected and forgotten', async ({
  context,
  page,
  site,
  badges,
}) => {
  const picture = await createPicture();
  site.add('https://x.com/feed', '<img src="/own.jpg" alt="seen" width="400">');
  site.add('https://x.com/own.jpg', { body: await createPicture(), type: 'image/jpeg' });
  site.add('https://cdn.test/given.jpg', { body: await createPicture(), type: 'image/jpeg' });
  await page.goto('https://x.com/feed');
  await expect.poll(() => badges.verdictOf('seen'), patient).toMatch(/^(Real|Fake|Unsure)$/);

  const check = await openCheck(context);
  await check.getByLabel('Choose pictures').setInputFiles([
    { name: 'mine.jpg', mimeType: 'image/jpeg', buffer: picture },
    { name: 'phone.heic', mimeType: 'image/heic', buffer: heic },
    { name: 'scan.tiff', mimeType: 'image/tiff', buffer: tiff },
    { name: 'words.txt', mimeType: 'text/plain', buffer: Buffer.from('No picture') },
  ]);
  await check.getByLabel('Or give the address of a picture').fill('https://cdn.test/given.jpg');
  await check.keyboard.press('Enter');
  await expect(check.getByText('All 5 checked').first()).toBeVisible(patient);
  await expect(rowOf(check, /mine\.jpg/)).toContainText(verdict);
  await expect(rowOf(check, /given\.jpg/)).toContainText(verdict);
  await expect(rowOf(check, /phone\.heic/)).toContainText('This is HEIC, the format of iPhones');
  await expect(rowOf(check, /scan\.tiff/)).toContainText('Save it as PNG');
  await expect(rowOf(check, /words\.txt/)).toContainText('This file is not a picture.');
  await expect(rowOf(check, /mine\.jpg/).locator('img')).toBeVisible();

  await check.getByRole('columnheader', { name: 'Score' }).getByRole('button').click();
  await expect(namesOf(check).nth(4)).toHaveText(/phone|scan|words/);
  const table = await download(check, 'Save as CSV');
  expect(table.trimEnd().split('\r\n')).toHaveLength(6);
  expect(table).toMatch(/\r\nphone\.heic,,failed,,unsupportedFormat,/);

  const history = await openHistory(context);
  await expect(history.getByText('3 pictures', { exact: true })).toBeVisible();
  await expect(namesOf(history)).toHaveText([/given|mine/, /given|mine/, 'seen']);
  await expect(rowOf(history, 'seen').getByRole('link', { name: 'Test page' })).toBeVisible();
  await history.getByRole('searchbox').fill('x.com');
  await expect(namesOf(history)).toHaveText(['seen']);
  const exported = JSON.parse(await download(history, 'Save as JSON')) as { pictures: unknown[] };
  expect(exported.pictures).toMatchObject([{ places: [{ url: 'https://x.com/feed' }] }]);

  await history.getByRole('searchbox').fill('');
  await rowOf(history, 'mine.jpg').getByRole('button', { name: 'Say that it is fake' }).click();
  await history.getByText('Corrected by you').click();
  await expect(namesOf(history)).toHaveText(['mine.jpg']);
  await history.reload();
  await expect(
    rowOf(history, 'mine.jpg').getByRole('button', { name: 'Say that it is fake' }),
  ).toHaveAttribute('aria-pressed', 'true');

  await history.getByRole('button', { name: 'Delete: seen' }).click();
  await expect(namesOf(history)).toHaveCount(2);
  await history.getByText('Keep nothing').click();
  await history.getByRole('button', { name: 'Delete it' }).click();
  await expect(history.getByText('No history is kept')).toBeVisible();
  await page.bringToFront(); // A tab in the background waits.
  await page.reload();
  await expect.poll(() => badges.verdictOf('seen'), patient).toMatch(/^(Real|Fake|Unsure)$/);
  await history.reload();
  await expect(history.getByText('No history is kept')).toBeVisible();
});
