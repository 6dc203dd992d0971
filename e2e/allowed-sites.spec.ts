import type { Page } from '@playwright/test';
import { findContentScripts } from './browser/content-scripts.ts';
import { findServiceWorker } from './browser/launch.ts';
import { createProfile } from './browser/profile.ts';
import { allowSite } from './browser/rules.ts';
import { expect, launchOn, test } from './fixtures.ts';
import { Badges, verdict } from './pages/badges.ts';
import { createPicture } from './site/test-picture.ts';

/** Chromium itself asks for icons, and its maker's servers for updates. */
const askedByTheBrowser = /favicon\.ico$|^https:\/\/[^/]*\.(google|googleapis|gstatic)\.com\//;
const page1 = '<img src="/a.jpg" alt="a cloud" width="400" height="300">';

test('pictures of an allowed site get badges', async ({ page, site, badges }) => {
  site.add('https://x.com/', page1);
  site.add('https://x.com/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('a cloud')).toMatch(verdict);
});

test('no server is asked for anything but the page and its picture', async ({ web }) => {
  web.clear();
  web.add('https://x.com/', page1);
  web.add('https://x.com/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
  const context = await launchOn(web);
  const page = await context.newPage();
  await page.goto('https://x.com/');
  await expect.poll(() => new Badges(page).verdictOf('a cloud')).toMatch(verdict);
  const urls = web.requestedUrls().filter((url) => !askedByTheBrowser.test(url));
  expect(urls.toSorted()).toEqual(['https://x.com/', 'https://x.com/a.jpg']);
  await context.close();
  web.clear();
});

test('the www of an allowed site is allowed too', async ({ page, site, badges }) => {
  site.add('https://www.reddit.com/r/pics', page1);
  site.add('https://www.reddit.com/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
  await page.goto('https://www.reddit.com/r/pics');
  await expect.poll(() => badges.verdictOf('a cloud')).toMatch(verdict);
});

test('a site that is not allowed gets no code of ours', async ({ page, site, badges }) => {
  site.add('https://news.test/', page1);
  site.add('https://news.test/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
  await page.goto('https://news.test/');
  await page.waitForTimeout(1000);
  expect(await findContentScripts(page)).toEqual([]);
  expect(await badges.ourRoots()).toEqual([]);
  expect(site.requestsFor('https://news.test/a.jpg')).toEqual(['image']);
});

test('an allowed site in a frame of another site is left alone', async ({ page, site, badges }) => {
  site.add('https://news.test/', '<iframe src="https://x.com/" width="600" height="400"></iframe>');
  site.add('https://x.com/', page1);
  site.add('https://x.com/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
  await page.goto('https://news.test/');
  await page.waitForTimeout(1000);
  expect(await badges.ourRoots()).toEqual([]);
  const embed = page.frames().find((frame) => frame.url() === 'https://x.com/');
  expect(embed && (await findContentScripts(embed))).toEqual([]);
  expect(site.requestsFor('https://x.com/a.jpg')).toEqual(['image']);
});

test('choosing “automatic” in the popup brings badges, “never” takes them at once', async ({
  page,
  site,
  badges,
  popup,
}) => {
  site.add('https://news.test/', page1);
  site.add('https://news.test/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
  await page.goto('https://news.test/');
  const opened = await popup();
  await expect(opened.getByRole('heading', { name: 'news.test' })).toBeVisible();
  await expect(opened.getByRole('radio', { name: 'Never' })).toBeChecked();
  await opened.getByText('Automatic').click();
  await expect.poll(() => badges.verdictOf('a cloud')).toMatch(verdict);
  expect(await findContentScripts(page)).toHaveLength(1);
  await opened.getByText('Never').click();
  await expect.poll(() => badges.all(), { timeout: 1000 }).toEqual([]);
  await expect.poll(() => findScriptsAfterReload(page)).toEqual([]);
});

test('allowed and forbidden sites survive a restart of the browser', async ({ web }) => {
  const profile = createProfile();
  for (const host of ['news.test', 'x.com']) {
    web.add(`https://${host}/`, page1);
    web.add(`https://${host}/a.jpg`, { body: await createPicture(), type: 'image/jpeg' });
  }
  const first = await launchOn(web, { profile });
  const serviceWorker = await findServiceWorker(first);
  await allowSite(serviceWorker, 'news.test');
  await expect.poll(() => serviceWorker.evaluate(registeredPatterns)).toContain('*://news.test/*');
  await first.close();
  const second = await launchOn(web, { profile });
  const [page = await second.newPage()] = second.pages();
  await page.goto('https://news.test/');
  await expect.poll(() => new Badges(page).verdictOf('a cloud')).toMatch(verdict);
  await page.goto('https://x.com/');
  await page.waitForTimeout(1000);
  expect(await findContentScripts(page)).toEqual([]);
  await second.close();
  web.clear();
});

test('badges come back in open and new tabs after an update of the extension', async ({ web }) => {
  web.add('https://x.com/', page1);
  web.add('https://x.com/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
  const context = await launchOn(web, { profile: createProfile() });
  const page = await context.newPage();
  await page.goto('https://x.com/');
  const badges = new Badges(page);
  await expect.poll(() => badges.verdictOf('a cloud')).toMatch(verdict);
  const serviceWorker = await findServiceWorker(context);
  const restarted = context.waitForEvent('serviceworker');
  await serviceWorker.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
  await restarted;
  await expect.poll(() => badges.words()).toEqual([expect.stringMatching(/^(R|F|U).*: a cloud$/)]);
  const newPage = await context.newPage();
  await newPage.goto('https://x.com/');
  await expect.poll(() => new Badges(newPage).verdictOf('a cloud')).toMatch(verdict);
  await context.close();
  web.clear();
});

async function findScriptsAfterReload(page: Page): Promise<string[]> {
  await page.reload();
  await page.waitForTimeout(500);
  return findContentScripts(page);
}

/** Runs in the service worker. */
async function registeredPatterns(): Promise<string[]> {
  const scripts = await chrome.scripting.getRegisteredContentScripts();
  return scripts.flatMap(({ matches = [] }) => matches);
}
