import { expect, test } from './fixtures.ts';
import { verdict } from './pages/badges.ts';
import { createPicture } from './site/test-picture.ts';

test('the popup lists the pictures of its tab with what their badges say', async ({
  page,
  site,
  badges,
  popup,
}) => {
  const gap = '<div style="height: 6000px"></div>';
  const image = (name: string) => `<img src="/${name}" alt="${name}" width="400" height="300">`;
  site.add('https://x.com/', image('early') + gap + image('late'));
  for (const name of ['early', 'late']) {
    site.add(`https://x.com/${name}`, { body: await createPicture(), type: 'image/jpeg' });
  }
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('early')).toMatch(verdict);
  const popupPage = await popup();
  const rows = popupPage.locator('.picture-row');
  await expect(rows).toHaveText([/(Real|Fake|Unsure).*early/]);
  await page.locator('img').last().scrollIntoViewIfNeeded();
  for (const name of ['early', 'late']) {
    await expect(rows.filter({ hasText: name })).toHaveText(/Real|Fake|Unsure/);
  }
  await expect(rows.locator('img')).toHaveCount(2);
  const thumbnails = await rows
    .locator('img')
    .evaluateAll((images) =>
      images.map((image) => [
        (image as HTMLImageElement).src,
        (image as HTMLImageElement).naturalWidth,
      ]),
    );
  expect(thumbnails).toEqual(Array(2).fill([expect.stringMatching(/^blob:/), 400]));
});

test('choosing a picture in the popup shows its heat large and scrolls the page to it', async ({
  page,
  site,
  badges,
  popup,
}) => {
  const gap = '<div style="height: 3000px"></div>';
  site.add('https://x.com/', `<img src="/a.jpg" alt="chosen" width="400" height="300">${gap}`);
  site.add('https://x.com/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('chosen')).toMatch(verdict);
  const popupPage = await popup();
  await page.evaluate(() => window.scrollTo(0, 2500));
  await expect(page.locator('img')).not.toBeInViewport();
  await popupPage.getByRole('button', { name: /chosen/ }).click();
  await expect(popupPage.getByRole('img', { name: 'chosen' })).toBeVisible();
  await expect(popupPage.getByText('Attention', { exact: true })).toBeVisible();
  const heat = await popupPage.locator('canvas').evaluate(countColours);
  expect(heat).toBeGreaterThan(20);
  await expect(page.locator('img')).toBeInViewport();
  await popupPage.keyboard.press('Escape');
  await expect(popupPage.getByRole('button', { name: /chosen/ })).toBeFocused();
});

test('the popup names the model, what runs it, and how far to trust it', async ({
  page,
  site,
  badges,
  popup,
}) => {
  site.add('https://x.com/', '<img src="/a.jpg" alt="one" width="400" height="300">');
  site.add('https://x.com/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('one')).toMatch(verdict);
  const popupPage = await popup();
  await expect(popupPage.getByText('Candid starter')).toBeVisible();
  await expect(popupPage.getByText(/on your processor, \d+ threads?/)).toBeVisible();
  await expect(popupPage.getByText('Treat its answers as a hint')).toBeVisible();
});

test('only suspicious badges stay when a person wants only those', async ({
  page,
  site,
  badges,
  popup,
}) => {
  const count = 6;
  const images = Array.from(
    { length: count },
    (_, index) =>
      `<img src="/${index}" alt="${index}" style="display: block; width: 200px; height: 100px">`,
  );
  site.add('https://x.com/', images.join(''));
  for (let index = 0; index < count; index++) {
    const size = { width: 200 + index * 60, height: 150 + index * 40 };
    site.add(`https://x.com/${index}`, { body: await createPicture(size), type: 'image/jpeg' });
  }
  site.add('https://x.com/5', { status: 404 });
  await page.goto('https://x.com/');
  await expect
    .poll(async () => (await badges.words()).filter((word) => !word.startsWith('Checking')))
    .toHaveLength(count);
  const suspicious = (await badges.words()).filter((word) => /^(Fake|Unsure)/.test(word));
  expect(suspicious).not.toEqual([]);
  const popupPage = await popup();
  await popupPage.getByText('Only suspicious').click();
  await expect.poll(() => badges.words()).toEqual(suspicious);
  await popupPage.getByText('All', { exact: true }).click();
  await expect.poll(() => badges.words()).not.toEqual(suspicious);
});

/** Runs in the page. */
function countColours(element: Element): number {
  const canvas = element as HTMLCanvasElement;
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
  return new Set(new Uint32Array(pixels?.buffer ?? new ArrayBuffer(0))).size;
}
