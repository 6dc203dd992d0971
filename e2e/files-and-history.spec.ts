import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
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

/** A folder of 300 files: copies of few pictures, one AVIF, one picture that broke off, and many that are none. */
async function createFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'candid-folder-'));
  const size = { width: 320, height: 240 };
  const few = await Promise.all(Array.from({ length: 6 }, () => createPicture(size)));
  const [first = Buffer.alloc(0)] = few;
  for (let at = 0; at < 298; at += 1) {
    const isPicture = at < 38;
    const bytes = isPicture ? (few[at % few.length] ?? first) : 'Words';
    writeFileSync(join(folder, `${at}.${isPicture ? 'jpg' : 'txt'}`), bytes);
  }
  writeFileSync(
    join(folder, 'modern.avif'),
    await sharp(await createPicture(size))
      .avif()
      .toBuffer(),
  );
  writeFileSync(join(folder, 'broken.jpg'), first.subarray(0, 300));
  return folder;
}

base('a folder of hundreds is stopped midway, gone on with and counted', async ({ context }) => {
  const check = await openCheck(context);
  await check.getByLabel('Choose a folder').setInputFiles(await createFolder());
  const bar = check.getByRole('progressbar');
  const done = async () => Number(await bar.getAttribute('value'));
  await expect.poll(done).toBeGreaterThan(4);
  await check.getByRole('button', { name: 'Cancel' }).click();
  await expect(check.getByText(/^Stopped: \d+ of 40 checked$/).first()).toBeVisible();
  const stoppedAt = await done();
  expect(stoppedAt).toBeGreaterThan(4);
  expect(stoppedAt).toBeLessThan(40);
  await check.getByRole('button', { name: `Check the other ${40 - stoppedAt}` }).click();
  await expect(check.getByText('All 40 checked').first()).toBeVisible(patient);
  await expect(check.getByText('260 files were left out: they are not pictures.')).toBeVisible();
  await expect(check.getByRole('radio', { name: /^All ?40$/ })).toBeChecked();
  await expect(check.getByRole('radio', { name: /^Could not check ?1$/ })).toBeVisible();
  await expect(namesOf(check)).toHaveCount(40);
  await expect(rowOf(check, 'modern.avif')).toContainText(verdict);
  await expect(rowOf(check, 'modern.avif')).toContainText('AVIF');
  await expect(rowOf(check, 'broken.jpg')).toContainText('Could not check');
  expect((await download(check, 'Save as CSV')).trimEnd().split('\r\n')).toHaveLength(1 + 40);
});
