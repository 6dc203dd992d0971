import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { Badges } from './pages/badges.ts';
import { InspectorView } from './pages/inspector.ts';
import { arrowTo, tabTo, walk } from './pages/keyboard.ts';
import { Options } from './pages/options.ts';
import { findFaults, readAloud } from './pages/screen-reader.ts';
import type { Site } from './site/site.ts';
import { createPicture } from './site/test-picture.ts';

const verdict = /^(Real|Fake|Unsure)$/;

/** A page with two pictures that are judged, far apart, and one that cannot be. */
async function openFeed(page: Page, site: Site): Promise<void> {
  const size = 'display: block; width: 400px; height: 300px';
  const image = (name: string) => `<img src="/${name}.jpg" alt="${name}" style="${size}">`;
  site.add(
    'https://x.com/',
    `<html lang="en"><title>A feed</title><main><h1>A feed</h1><a href="#top">Top</a>
    ${image('dunes')}${image('gone')}<div style="height: 2000px"></div>${image('sparrow')}</main>`,
  );
  for (const name of ['dunes', 'sparrow']) {
    site.add(`https://x.com/${name}.jpg`, { body: await createPicture(), type: 'image/jpeg' });
  }
  site.add('https://x.com/gone.jpg', { status: 404 });
  await page.goto('https://x.com/');
}

async function expectJudged(badges: Badges): Promise<void> {
  await expect.poll(() => badges.verdictOf('dunes')).toMatch(verdict);
  await expect.poll(() => badges.verdictOf('gone')).toBe('Could not check');
}

const titles = {
  popup: 'Candid',
  options: 'Options – Candid',
  check: 'Check pictures – Candid',
  judged: 'History – Candid',
  health: 'Health – Candid',
  welcome: 'Welcome to Candid',
};

test('axe finds nothing in our pages, and the Tab key leads through them in order, always seen', async ({
  page,
  extensionId,
}) => {
  for (const [name, title] of Object.entries(titles)) {
    await page.goto(`chrome-extension://${extensionId}/${name}.html`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('main').locator('button, input').first()).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await expect(page).toHaveTitle(title);
    expect(await findFaults(page), name).toEqual([]);
    const stops = await walk(page);
    expect(stops.length, name).toBeGreaterThan(1);
    expect(
      stops.map(({ place }) => place),
      name,
    ).toEqual(stops.map(({ place }) => place).toSorted((a, b) => a - b));
    expect(
      stops.filter(({ isOnTop, hasRing }) => !isOnTop || !hasRing),
      name,
    ).toEqual([]);
  }
});

test('by the keyboard alone one gets from a badge to all that can be told of its picture', async ({
  page,
  site,
  badges,
}) => {
  await openFeed(page, site);
  await expectJudged(badges);
  await tabTo(page.getByRole('link', { name: 'Top' }));
  await page.keyboard.press('Tab');
  await expect.poll(() => badges.focused()).toBe('dunes');
  await expect.poll(() => badges.cardText()).toMatch(/^(Real|Fake|Unsure)/);
  await page.keyboard.press('Escape');
  await expect.poll(() => badges.cardText()).toBe('');
  expect(await badges.focused()).toBe('dunes');
  await page.keyboard.press('Tab');
  await expect.poll(() => badges.cardText()).toContain('no longer on its server');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => badges.cardText()).toContain('Shift + Enter');

  const inspector = await InspectorView.openedBy(page, () => page.keyboard.press('Shift+Enter'));
  const { page: view } = inspector;
  await expect(inspector.picture('dunes')).toBeVisible();
  await tabTo(view.getByRole('radio', { name: 'Attention' }));
  await tabTo(view.getByRole('slider', { name: 'Strength' }));
  await view.keyboard.press('Home');
  await expect(view.locator('canvas')).toHaveCSS('opacity', '0');
  await view.keyboard.press('Shift+Tab');
  await view.keyboard.press('ArrowRight');
  await expect(view.getByRole('radio', { name: 'Closer look' })).toBeChecked();
  await tabTo(inspector.button('Judge square by square'));
  await view.keyboard.press('Enter');
  const square = inspector.button('Square with a score').first();
  await expect(square).toBeVisible();
  await tabTo(square);
  await view.keyboard.press(' ');
  await expect(inspector.frame).toBeVisible();
  expect(await findFaults(view)).toEqual([]);
});

test('by the keyboard alone one chooses a picture in the popup, and sets rules in the options', async ({
  context,
  page,
  site,
  badges,
  popup,
}) => {
  await openFeed(page, site);
  await expectJudged(badges);
  await page.evaluate(() => scrollTo(0, 2400));
  await expect.poll(() => badges.verdictOf('sparrow')).toMatch(verdict);
  const opened = await popup();
  const rows = opened.getByRole('listitem').getByRole('button');
  await expect(rows).toHaveCount(3);
  await tabTo(rows.first());
  await opened.keyboard.press('End');
  await expect(rows.last()).toBeFocused();
  await opened.keyboard.press('Home');
  const row = opened.getByRole('button', { name: 'dunes' });
  await arrowTo(row);
  await opened.keyboard.press('Enter');
  await expect(opened.getByRole('img', { name: 'dunes' })).toBeVisible();
  await expect(page.locator('img').first()).toBeInViewport();
  await expect.poll(() => badges.focused()).toBe('dunes');
  expect(await findFaults(opened)).toEqual([]);
  await opened.keyboard.press('Escape');
  await expect(row).toBeFocused();

  const { page: options } = await Options.open(context);
  await tabTo(options.getByRole('textbox', { name: 'Add a site' }));
  await options.keyboard.type('bank.test');
  await tabTo(options.getByRole('combobox', { name: 'When to check there' }));
  await options.keyboard.type('Never');
  await tabTo(options.getByRole('button', { name: 'Add', exact: true }));
  await options.keyboard.press('Enter');
  const rule = options.getByRole('listitem', { name: 'bank.test' });
  await expect(rule.getByRole('combobox')).toHaveValue('never');
  await tabTo(rule.getByRole('button', { name: 'Remove' }));
  await options.keyboard.press('Enter');
  await expect(rule).toBeHidden();
  await tabTo(options.getByRole('button', { name: 'Undo' }));
  await options.keyboard.press('Enter');
  await expect(rule).toBeVisible();
});

test('a screen reader hears what every badge says of which picture, and finds the same in the popup', async ({
  page,
  site,
  badges,
  popup,
}) => {
  await openFeed(page, site);
  await expectJudged(badges);
  const heard = await readAloud(page);
  const region = heard.findIndex(({ role }) => role === 'region');
  expect(heard[region]?.name).toBe('Candid: badges on pictures');
  const buttons = heard.slice(region).filter(({ role }) => role === 'button');
  expect(buttons).toEqual(
    (await badges.words()).map((name) => ({ role: 'button', name, description: '' })),
  );
  expect(buttons.map(({ name }) => name)).toEqual([
    expect.stringMatching(/^(Real|Fake|Unsure): dunes$/),
    'Could not check: gone',
  ]);

  await tabTo(page.getByRole('link', { name: 'Top' }));
  await page.keyboard.press('Tab');
  await expect.poll(() => badges.cardText()).not.toBe('');
  const described = (await readAloud(page)).filter(({ description }) => description !== '');
  expect(described.map(({ name }) => name)).toEqual([buttons[0]?.name]);
  expect(described[0]?.description).toContain('Candid starter');
  expect(described[0]?.description).toContain('Look closer');

  const opened = await popup();
  const rows = async () => {
    const buttons = (await readAloud(opened)).filter(({ role }) => role === 'button');
    return buttons.map(({ name }) => name).filter((name) => /dunes|gone/.test(name));
  };
  await expect
    .poll(async () => (await rows()).toSorted())
    .toEqual([
      expect.stringMatching(/Could not check.*gone.*no longer on its server/),
      expect.stringMatching(/(Real|Fake|Unsure).*Score 0\.\d\d.*dunes/),
    ]);
});
