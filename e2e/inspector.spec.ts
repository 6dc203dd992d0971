import sharp from 'sharp';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { openCheck } from './pages/check.ts';
import { verdict } from './pages/badges.ts';
import { chooseCheckImage } from './pages/context-menu.ts';
import { InspectorView } from './pages/inspector.ts';
import { createPlantedPatch, textures } from './site/planted-patch.ts';
import { createPicture } from './site/test-picture.ts';

const patch = { width: 860, height: 640, centre: { x: 560, y: 230 }, side: 90 };

interface Inspection {
  score: number;
  sha256: string;
  measured: unknown;
  picture: { url: string; page: { url: string } };
  attention: { columns: number; values: number[] };
  tiles: { total: number; tiles: { score: number }[] };
  layers: { heads: number; layers: number; values: number[] };
}

test('from the card of a badge to all that can be told of a picture', async ({
  page,
  site,
  badges,
}) => {
  site.add('https://x.com/', '<img src="/a.jpg" alt="patched" width="430">');
  site.add('https://x.com/a.jpg', { body: await createPlantedPatch(patch), type: 'image/jpeg' });
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('patched')).toMatch(verdict);
  await badges.hover('patched');
  await expect.poll(() => badges.cardText()).toContain('Look closer');
  const inspector = await InspectorView.openedBy(page, () => badges.lookCloser());
  const { page: view } = inspector;

  await expect(inspector.picture('patched')).toBeVisible();
  await expect(view.getByText(/^Score 0\.\d{3}$/)).toBeVisible();
  await expect(view.getByText(/Measured on|cannot tell real from fake/).first()).toBeVisible();
  await expect(view.getByText('It is no map of what is fake')).toBeVisible();
  await expect(view.getByText('860 × 640 px')).toBeVisible();
  const { x, y } = await inspector.findHottest('patched');
  expect(Math.abs(x - patch.centre.x / patch.width)).toBeLessThan(0.07);
  expect(Math.abs(y - patch.centre.y / patch.height)).toBeLessThan(0.09);

  const naturalWidth = () =>
    inspector.picture('patched').evaluate((image: HTMLImageElement) => image.naturalWidth);
  expect(await naturalWidth()).toBe(640);
  await inspector.button('Show the picture in full').click();
  await expect.poll(naturalWidth).toBe(860);

  await inspector.show('Closer look');
  await inspector.button('Judge square by square').click();
  await expect(view.getByText(/^Highest square: 0\.\d\d\. Half of all/)).toBeVisible({
    timeout: 60_000,
  });
  await expect(view.getByRole('progressbar')).toBeHidden({ timeout: 60_000 });
  await expect(inspector.frame).toBeHidden();
  await inspector.button('Square with a score').first().click();
  expect((await inspector.framedPart('patched')).width).toBeCloseTo(224 / 860, 2);

  await inspector.show('Layers');
  await inspector.button('Show layers and heads').click();
  await view.getByRole('slider', { name: 'Layer' }).fill('6');
  await expect(view.getByText('6 of 6')).toBeVisible();
  await view.getByText('3', { exact: true }).click();

  const facts = await inspector.download('Save data');
  const inspection = JSON.parse(facts.bytes.toString()) as Inspection;
  expect(facts.name).toBe('candid-patched.json');
  expect(inspection.picture.url).toBe('https://x.com/a.jpg');
  expect(inspection.attention.values).toHaveLength(14 * 14);
  expect(inspection.tiles.tiles).toHaveLength(35);
  expect(inspection.layers.values).toHaveLength(3 * 6 * 14 * 14);

  const picture = await inspector.download('Save picture');
  const { format, width, height } = await sharp(picture.bytes).metadata();
  expect({ format, width }).toEqual({ format: 'png', width: 860 });
  expect(height).toBeGreaterThan(640 + 30);
  await inspector.button('Copy as text').click();
  await expect(view.getByText('Copied')).toBeVisible();
});

test('a closer look points at the small part that was painted in', async ({ context, site }) => {
  const check = await openCheck(context);
  const texture = textures[await findStrangest(check)];
  const painted = { width: 860, height: 640, centre: { x: 536, y: 216 }, side: 120, texture };
  const url = 'https://cdn.test/painted.jpg';
  site.add(url, { body: await createPlantedPatch(painted), type: 'image/jpeg' });
  await check.getByLabel('Or give the address of a picture').fill(url);
  await check.keyboard.press('Enter');
  await check.getByRole('link', { name: 'painted.jpg' }).click();
  const inspector = new InspectorView(check);
  await inspector.show('Closer look');
  await inspector.button('Judge square by square').click();
  const summary = check.getByText(/^Highest square:/);
  await expect(summary).toBeVisible({ timeout: 60_000 });
  await expect(check.getByRole('progressbar')).toBeHidden({ timeout: 60_000 });
  const scores = (await summary.textContent())?.match(/[01]\.\d\d/g)?.map(Number) ?? [];
  const [highest = NaN, median = NaN, whole = NaN] = scores;
  expect(highest).toBeGreaterThan(median);
  expect(highest).toBeGreaterThan(whole);
  await inspector.button('Square with a score').first().click();
  const { x, y, width, height } = await inspector.framedPart('painted.jpg');
  const isFramed =
    isBetween(painted.centre.x / painted.width, x, x + width) &&
    isBetween(painted.centre.y / painted.height, y, y + height);
  expect(isFramed).toBe(true);
});

function isBetween(value: number, least: number, most: number): boolean {
  return value > least && value < most;
}

/** The texture that the model gives the highest score, as a square of the same grey picture. */
async function findStrangest(check: Page): Promise<string> {
  const middle = { width: 256, height: 256, centre: { x: 128, y: 128 }, side: 120 };
  const files = Object.entries(textures).map(async ([name, texture]) => ({
    name: `${name}.jpg`,
    mimeType: 'image/jpeg',
    buffer: await createPlantedPatch({ ...middle, texture }),
  }));
  await check.getByLabel('Choose pictures').setInputFiles(await Promise.all(files));
  await expect(check.getByText(`All ${files.length} checked`).first()).toBeVisible();
  const { bytes } = await new InspectorView(check).download('Save as JSON');
  const { pictures } = JSON.parse(bytes.toString()) as {
    pictures: { name: string; score: number }[];
  };
  const [strangest] = pictures.toSorted((a, b) => b.score - a.score);
  return strangest?.name.replace('.jpg', '') ?? '';
}

test('opens from the popup, by the keyboard and by a right-click', async ({
  page,
  site,
  badges,
  popup,
  serviceWorker,
}) => {
  site.add('https://x.com/', '<img src="/a.jpg" alt="clouds" width="400">');
  site.add('https://x.com/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('clouds')).toMatch(verdict);
  const popupPage = await popup();
  const byPopup = await InspectorView.openedBy(page, async () => {
    await popupPage.locator('.picture-row').click();
    await popupPage.getByRole('button', { name: 'Look closer' }).click();
  });
  await expect(byPopup.picture('clouds')).toBeVisible();
  await page.bringToFront();
  await expect.poll(() => badges.focused()).toBe('clouds');
  await expect.poll(() => badges.cardText()).toContain('Shift + Enter');
  const byKeyboard = await InspectorView.openedBy(page, () => page.keyboard.press('Shift+Enter'));
  await expect(byKeyboard.picture('clouds')).toBeVisible();
  await page.bringToFront();
  const point = { x: 200, y: 150, srcUrl: 'https://x.com/a.jpg', item: 'inspectImage' };
  const byMenu = await InspectorView.openedBy(page, () =>
    chooseCheckImage(page, serviceWorker, point),
  );
  await expect(byMenu.picture('clouds')).toBeVisible();
});

test('asks for the file where its server has another one by now, and takes no other', async ({
  page,
  site,
  badges,
}) => {
  const headers = { 'cache-control': 'no-store' };
  const file = await createPicture();
  site.add('https://x.com/', '<img src="/a.jpg" alt="clouds" width="400">');
  site.add('https://x.com/a.jpg', { body: file, type: 'image/jpeg', headers });
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('clouds')).toMatch(verdict);
  const other = await createPicture();
  site.add('https://x.com/a.jpg', { body: other, type: 'image/jpeg', headers });
  await badges.hover('clouds');
  await expect.poll(() => badges.cardText()).toContain('Look closer');
  const inspector = await InspectorView.openedBy(page, () => badges.lookCloser());
  const { page: view } = inspector;
  await inspector.show('Closer look');
  await expect(view.getByText(/asks x\.com for it again, and nobody else/)).toBeVisible();
  await inspector.button('Judge square by square').click();
  await expect(view.getByText(/sent Candid another picture/)).toBeVisible();
  const choose = (name: string, buffer: Buffer) =>
    view.getByLabel('Choose the file').setInputFiles({ name, mimeType: 'image/jpeg', buffer });
  await choose('other.jpg', other);
  await expect(view.getByText(/another file than the one that was judged/)).toBeVisible();
  await choose('clouds.jpg', file);
  await inspector.button('Judge square by square').click();
  await expect(view.getByText(/^Highest square:/)).toBeVisible();
});

test('says so where a picture is not remembered', async ({ page, extensionId }) => {
  await page.goto(`chrome-extension://${extensionId}/inspector.html?id=${'0'.repeat(64)}`);
  await expect(page.getByText('Candid does not remember this picture')).toBeVisible();
});
