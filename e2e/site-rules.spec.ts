import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { findContentScripts } from './browser/content-scripts.ts';
import { extensionIdOf, findServiceWorker } from './browser/launch.ts';
import { createProfile } from './browser/profile.ts';
import { setRules } from './browser/rules.ts';
import { expect, launchOn, test } from './fixtures.ts';
import { Badges, verdict } from './pages/badges.ts';
import { Options } from './pages/options.ts';
import { openPopup } from './pages/popup.ts';
import { pressShortcut } from './pages/shortcuts.ts';
import type { Site } from './site/site.ts';
import { createPicture } from './site/test-picture.ts';

const page1 = '<img src="/a.jpg" alt="a cloud" width="400" height="300">';

async function addFeed(site: Site, host: string): Promise<void> {
  site.add(`https://${host}/`, page1);
  site.add(`https://${host}/a.jpg`, { body: await createPicture(), type: 'image/jpeg' });
}

async function goTo(page: Page, host: string): Promise<Badges> {
  await page.goto(`https://${host}/`);
  return new Badges(page);
}

test('each way of checking does what it says, and another is chosen at once', async ({
  page,
  site,
  serviceWorker,
  popup,
}) => {
  await addFeed(site, 'news.test');
  await setRules(serviceWorker, {
    elsewhere: 'never',
    rules: [{ pattern: 'news.test', mode: 'click' }],
  });
  const badges = await goTo(page, 'news.test');
  await expect.poll(() => badges.words()).toEqual(['Check: a cloud']);
  await page.mouse.move(600, 600);
  const { x, y, width, height } = await badges.boxOf('a cloud');
  await page.mouse.click(x + width / 2, y + height / 2);
  await expect.poll(() => badges.verdictOf('a cloud')).toMatch(verdict);

  await page.mouse.move(600, 600);
  const opened = await popup();
  await opened.getByText('Never').click();
  await expect.poll(() => badges.all()).toEqual([]);
  await opened.getByText('On hover').click();
  await expect(opened.getByText('Rest the pointer on a picture')).toBeVisible();
  await page.bringToFront();
  await page.mouse.move(200, 150, { steps: 4 });
  await expect.poll(() => badges.verdictOf('a cloud')).toMatch(verdict);
});

test('everywhere but where it is excepted, with subdomains, from the options page', async ({
  page,
  context,
  site,
}) => {
  for (const host of ['news.test', 'bank.test', 'my.bank.test']) await addFeed(site, host);
  const badges = await goTo(page, 'news.test');
  const { page: options } = await Options.open(context);
  const add = options.getByRole('textbox', { name: 'Add a site' });
  await options.getByText('Everywhere', { exact: true }).click();
  await expect.poll(() => badges.verdictOf('a cloud')).toMatch(verdict);
  await add.fill('bank*');
  await options.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(options.getByText(/^A star goes first/)).toBeVisible();
  await options.getByRole('combobox', { name: 'When to check there' }).selectOption('Never');
  await add.fill('*.bank.test');
  await add.press('Enter');
  await expect(options.getByRole('listitem', { name: '*.bank.test' })).toBeVisible();
  await page.goto('https://my.bank.test/');
  await page.waitForTimeout(700);
  expect(await findContentScripts(page)).toEqual([]);
  await options
    .getByRole('listitem', { name: '*.bank.test' })
    .getByRole('button', { name: 'Remove' })
    .click();
  await expect.poll(() => badges.verdictOf('a cloud')).toMatch(verdict);
  await options.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => badges.all()).toEqual([]);
});

test('a part of a site has a rule of its own, also where the page changes without a load', async ({
  page,
  site,
  serviceWorker,
  popup,
}) => {
  await addFeed(site, 'news.test');
  await setRules(serviceWorker, {
    elsewhere: 'never',
    rules: [{ pattern: 'news.test/art/*', mode: 'automatic' }],
  });
  const badges = await goTo(page, 'news.test');
  await page.waitForTimeout(500);
  expect(await badges.all()).toEqual([]);
  await page.evaluate(() => {
    history.pushState(null, '', '/art/1');
    document.body.append('Art');
  });
  await expect.poll(() => badges.verdictOf('a cloud')).toMatch(verdict);
  const opened = await popup();
  await expect(opened.getByRole('heading', { name: 'news.test/art/*' })).toBeVisible();
  await pressShortcut(page, serviceWorker, 'toggle-site');
  await expect.poll(() => badges.all()).toEqual([]);
  await pressShortcut(page, serviceWorker, 'check-page');
  await expect.poll(() => badges.verdictOf('a cloud')).toMatch(verdict);
});

test('rules go to a file and to the account of the browser, and come back from both', async ({
  context,
  serviceWorker,
}) => {
  const { page: options } = await Options.open(context);
  await options.getByText('Everywhere', { exact: true }).click();
  const download = options.waitForEvent('download');
  await options.getByRole('button', { name: 'Export' }).click();
  const file = await (await download).path();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ elsewhere: 'automatic' });
  const row = options.getByRole('listitem', { name: 'x.com' });
  await row.getByRole('button', { name: 'Remove' }).click();
  await expect(row).toBeHidden();
  await options.getByLabel('Import').setInputFiles(file);
  await expect(options.getByText('Imported. There are 11 rules now.')).toBeVisible();
  await expect(row).toBeVisible();

  const readAccount = () => serviceWorker.evaluate(() => chrome.storage.sync.get('sites'));
  expect(await readAccount()).toEqual({});
  await options.getByText('The same rules in all your browsers').click();
  const automatic: unknown = expect.arrayContaining(['x.com']);
  await expect.poll(readAccount).toMatchObject({ sites: { elsewhere: 'automatic', automatic } });
  await serviceWorker.evaluate(async () => {
    const { sites } = await chrome.storage.sync.get<{ sites: object }>('sites');
    await chrome.storage.sync.set({ sites: { ...sites, never: ['bank.test'] } });
  });
  await expect(options.getByRole('listitem', { name: 'bank.test' })).toBeVisible();
});

test('a browser that withholds access is noticed, told of, and obeyed at once when it gives it', async ({
  web,
}) => {
  await addFeed(web, 'x.com');
  const context = await launchOn(web, { profile: createProfile() });
  const page = await context.newPage();
  await setAccess(context, 'ON_CLICK');
  const badges = await goTo(page, 'x.com');
  const { page: options } = await Options.open(context);
  await expect(options.getByText(/^Your browser lets Candid on a page only/)).toBeVisible();
  await expect(options.getByRole('button', { name: 'Allow on all sites' })).toBeVisible();
  expect(await badges.all()).toEqual([]);
  await setAccess(context, 'ON_ALL_SITES');
  await expect(options.getByRole('button', { name: 'Allow on all sites' })).toBeHidden();
  await expect.poll(() => badges.verdictOf('a cloud')).toMatch(verdict);
  const popup = await openPopup(page, await findServiceWorker(context));
  await expect(popup.getByRole('button', { name: 'Allow on all sites' })).toBeHidden();
  await context.close();
  web.clear();
});

/** What a person chooses under "site access" on the browser's page of extensions. */
async function setAccess(context: BrowserContext, hostAccess: string): Promise<void> {
  const extensionId = extensionIdOf(await findServiceWorker(context));
  const page = await context.newPage();
  await page.goto('chrome://extensions/');
  await page.evaluate(
    ([id, access]) =>
      (
        globalThis as unknown as {
          chrome: {
            developerPrivate: { updateExtensionConfiguration: (update: object) => Promise<void> };
          };
        }
      ).chrome.developerPrivate.updateExtensionConfiguration({
        extensionId: id,
        hostAccess: access,
      }),
    [extensionId, hostAccess] as const,
  );
  await page.close();
}
