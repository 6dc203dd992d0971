import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { verdict, type Badges } from './pages/badges.ts';
import { chooseCheckImage } from './pages/context-menu.ts';
import { Options } from './pages/options.ts';
import type { Site } from './site/site.ts';
import { createPicture } from './site/test-picture.ts';

const origin = 'https://x.com';

let file: Buffer;

test.beforeAll(async () => {
  file = await createPicture({ width: 420, height: 280 });
});

/** The same picture at every address: these tests are about where its badge is. */
function addPicture(site: Site, ...urls: string[]): void {
  for (const url of urls) site.add(url, { body: file, type: 'image/jpeg' });
}

function figure(name: string, inside = ''): string {
  return `<figure id="${name}"><img src="/${name}.jpg" alt="${name}">${inside}</figure>`;
}

const style = `<style>
  body { margin: 0; height: 3000px }
  header { position: sticky; top: 0; height: 60px; background: #eee; z-index: 5 }
  figure { position: relative; float: left; width: 300px; height: 200px; margin: 20px 0 0 20px }
  img { width: 100%; height: 100% }
  button { position: absolute; width: 32px; height: 32px; padding: 0 }
  #notice { position: fixed; inset: 0 auto 0 0; width: 330px; z-index: 9; background: #fff }
  dialog { width: 640px; height: 400px; padding: 0 }
</style>`;

/** In which corner of its picture a badge lies, far from the three others. */
async function cornerOf(badges: Badges, name: string): Promise<string> {
  const { width, height } = await badges.boxOf(name);
  const { x, y } = await badges.offsetFrom(name, `#${name}`);
  const vertical = y + height / 2 < 50 ? 'top' : 'bottom';
  return `${vertical} ${x + width / 2 < 150 ? 'left' : 'right'}`;
}

test('badges leave the controls of a page alone, and hide with their pictures beneath what comes over them', async ({
  page,
  context,
  site,
  badges,
}) => {
  const corners = ['top: 4px; left: 4px', 'top: 4px; right: 4px', 'bottom: 4px; left: 4px'];
  const buttons = [...corners, 'bottom: 4px; right: 4px'].map((at) => `<button style="${at}">♥`);
  const names = ['plain', 'liked', 'crowded', 'hovered'];
  addPicture(site, ...names.map((name) => `${origin}/${name}.jpg`));
  site.add(
    `${origin}/`,
    `${style}<style>#hovered:not(:hover) button { display: none }</style>
    <header>A site</header>
    ${figure('plain')}${figure('liked', buttons[0])}${figure('crowded', buttons.join('</button>'))}
    ${figure('hovered', buttons[0])}<div id="notice" hidden>Words</div><dialog>Words</dialog>`,
  );
  await page.goto(`${origin}/`);
  const shown = async () => (await badges.all()).map(({ label }) => label);
  await expect.poll(shown).toEqual(names);

  await expect.poll(() => cornerOf(badges, 'plain')).toBe('top left');
  await expect.poll(() => cornerOf(badges, 'liked')).toBe('top right');
  await expect.poll(() => cornerOf(badges, 'hovered')).toBe('top left');
  await page.mouse.move(170, 400);
  await expect.poll(() => cornerOf(badges, 'hovered')).toBe('top right');
  const { width, height } = await badges.boxOf('crowded');
  expect([width, height]).toEqual([18, 18]);

  await page.mouse.wheel(0, 50);
  await expect.poll(shown).toEqual(['hovered']);
  await page.mouse.wheel(0, -50);
  await expect.poll(shown).toEqual(names);

  const notice = page.locator('#notice');
  await notice.evaluate((element: HTMLElement) => (element.hidden = false));
  await expect.poll(shown).toEqual(['liked', 'crowded']);
  await notice.evaluate((element: HTMLElement) => (element.hidden = true));
  await expect.poll(shown).toEqual(names);
  await page.locator('dialog').evaluate((dialog: HTMLDialogElement) => dialog.showModal());
  await expect.poll(shown).toEqual([]);
  await page.locator('dialog').evaluate((dialog: HTMLDialogElement) => dialog.close());
  await expect.poll(shown).toEqual(names);

  const { page: options } = await Options.open(context);
  await options.getByText('Bottom right', { exact: true }).click();
  await expect.poll(() => cornerOf(badges, 'plain')).toBe('bottom right');
});

test('a badge goes where a long animation takes its picture', async ({ page, site, badges }) => {
  addPicture(site, `${origin}/styled.jpg`, `${origin}/scripted.jpg`);
  site.add(
    `${origin}/`,
    `${style}<style>
      @keyframes drift { to { translate: 450px 90px } }
      .drifting { animation: drift 3s linear forwards }
    </style><main>${figure('styled')}</main>
    <div style="clear: both">${figure('scripted')}</div>`,
  );
  await page.goto(`${origin}/`);
  for (const name of ['styled', 'scripted']) {
    await expect.poll(() => badges.verdictOf(name)).toMatch(verdict);
  }
  await page.locator('main').evaluate((element) => element.classList.add('drifting'));
  await expectToFollow({ page, badges, name: 'styled' });
  await page.locator('#scripted').evaluate((element) => {
    element.animate({ translate: '450px 90px' }, { duration: 3000, fill: 'forwards' });
  });
  await page.waitForTimeout(500); // No event tells of such an animation.
  await expectToFollow({ page, badges, name: 'scripted' });
});

/** A busy processor may make a badge late for some frames; its picture moves by 150 pixels a second. */
async function expectToFollow({ page, badges, name }: Following): Promise<void> {
  const picture = page.locator(`#${name}`);
  const lefts: number[] = [];
  const distances: number[] = [];
  const endsAt = Date.now() + 1800;
  while (Date.now() < endsAt) {
    const { x, y } = await badges.offsetFrom(name, `#${name}`);
    distances.push(Math.hypot(x - 8, y - 8));
    lefts.push((await picture.boundingBox())?.x ?? NaN);
  }
  distances.sort((a, b) => a - b);
  expect(distances[distances.length >> 1]).toBeLessThan(5);
  expect(distances.at(-1)).toBeLessThan(100);
  expect(Math.max(...lefts) - Math.min(...lefts)).toBeGreaterThan(150);
  await expect.poll(() => badges.offsetFrom(name, `#${name}`)).toEqual({ x: 8, y: 8 });
}

interface Following {
  page: Page;
  badges: Badges;
  name: string;
}

test('badges in dialogs lie on their pictures, above the topmost dialog, within reach of the Tab key', async ({
  page,
  site,
  badges,
}) => {
  const names = ['below', 'first', 'second'];
  addPicture(site, ...names.map((name) => `${origin}/${name}.jpg`));
  site.add(
    `${origin}/`,
    `${style}${figure('below')}
    <dialog id="one"><a href="#">A link</a>${figure('first')}</dialog>
    <dialog id="two"><a href="#">A link</a>${figure('second')}</dialog>
    <dialog id="three">Words</dialog>`,
  );
  await page.goto(`${origin}/`);
  const isOnly = async (name: string) => {
    await expect
      .poll(() => badges.words())
      .toEqual([expect.stringMatching(`(Real|Fake|Unsure): ${name}`)]);
    await expect.poll(() => badges.offsetFrom(name, `#${name}`)).toEqual({ x: 8, y: 8 });
    expect(await badges.isOnTop(name)).toBe(true);
  };
  const open = (id: string) =>
    page.locator(`#${id}`).evaluate((dialog: HTMLDialogElement) => dialog.showModal());
  const close = (id: string) =>
    page.locator(`#${id}`).evaluate((dialog: HTMLDialogElement) => dialog.close());
  await isOnly('below');
  await open('one');
  await isOnly('first');
  await open('two');
  await isOnly('second');
  await expectInReach({ page, badges, name: 'second' });
  await open('three');
  await expect.poll(() => badges.words()).toEqual([]);
  await close('three');
  await isOnly('second');
  await close('two');
  await isOnly('first');
  await expectInReach({ page, badges, name: 'first' });
  await page.keyboard.press('Escape');
  await expect.poll(() => badges.cardText()).toBe('');
  await expect(page.locator('#one')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('#one')).toBeHidden();
  await isOnly('below');
});

/** From a link of the page on, by the Tab key alone. */
async function expectInReach({ page, badges, name }: Following): Promise<void> {
  await page.locator('dialog[open] a').last().focus();
  await page.keyboard.press('Tab');
  await expect.poll(() => badges.focused()).toBe(name);
  await expect.poll(() => badges.cardText()).toMatch(/^(Real|Fake|Unsure)/);
}

test('whoever asks for a picture is answered: above a dialog, and where it is small and broken', async ({
  page,
  site,
  badges,
  serviceWorker,
}) => {
  addPicture(site, 'https://news.test/shown.jpg');
  site.add(
    'https://news.test/',
    `${style}<p>Words <img src="/gone.jpg" alt="gone" style="width: auto; height: auto"> words</p>
    <dialog>${figure('shown')}</dialog>
    <script>document.querySelector('dialog').showModal()</script>`,
  );
  await page.goto('https://news.test/');
  await chooseCheckImage(page, serviceWorker, { x: 10, y: 700 });
  await expect.poll(() => badges.ourText()).toContain('Choose the picture to check');
  await page.locator('#shown').click();
  await expect.poll(() => badges.verdictOf('shown')).toMatch(verdict);
  expect(await badges.isOnTop('shown')).toBe(true);
  await page.locator('dialog').evaluate((dialog: HTMLDialogElement) => dialog.close());
  const box = await page.locator('p img').boundingBox();
  expect(box?.height).toBeLessThan(32);
  const srcUrl = 'https://news.test/gone.jpg';
  await chooseCheckImage(page, serviceWorker, { x: 10, y: 30, srcUrl });
  await expect.poll(() => badges.verdictOf('gone')).toBe('Could not check');
  await expect.poll(() => badges.cardText()).toContain('no longer on its server');
});

test('an open popup lists the pictures of the frames that are there now', async ({
  page,
  site,
  badges,
  popup,
}) => {
  const names = ['top', 'first', 'second'];
  addPicture(site, ...names.map((name) => `${origin}/${name}.jpg`));
  for (const name of names) site.add(`${origin}/${name}`, `${style}${figure(name)}`);
  site.add(`${origin}/`, `${style}${figure('top')}<iframe src="/first" width="400" height="300">`);
  await page.goto(`${origin}/`);
  await expect.poll(() => badges.verdictOf('first')).toMatch(verdict);
  const rows = (await popup()).locator('.picture-row__label');
  await expect(rows).toHaveText(['first', 'top']);
  await page.locator('iframe').evaluate((frame: HTMLIFrameElement) => (frame.src = '/second'));
  await expect(rows).toHaveText(['second', 'top']);
  await expect((await popup()).locator('.picture-row__label')).toHaveText(['second', 'top']);
  await page.locator('iframe').evaluate((frame) => frame.remove());
  await expect(rows).toHaveText(['top']);
});
