import { setTimeout } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { findServiceWorker } from '../browser/launch.ts';
import { launchOn } from '../fixtures.ts';
import { Badges, verdict } from '../pages/badges.ts';
import { createPicture } from '../site/test-picture.ts';
import type { Site } from '../site/site.ts';
import { FirefoxBadges } from './badges.ts';
import { expect, test } from './fixtures.ts';
import { extensionId } from './launch.ts';
import { OwnPage } from './own-page.ts';

/** Where nothing may be styled, run or fetched but by what stands here. */
const strictPolicy =
  "default-src 'none'; img-src 'self' data: blob:; script-src 'nonce-test'; connect-src 'self'";

const toBlobAndCanvas = `<script nonce="test">
  fetch('/blob.jpg').then((response) => response.blob()).then(async (blob) => {
    document.getElementById('blob').src = URL.createObjectURL(blob);
    const context = document.querySelector('canvas').getContext('2d');
    context.drawImage(await createImageBitmap(blob), 0, 0, 200, 150);
  });
</script>`;

async function addPicture(site: Site, url: string): Promise<void> {
  site.add(url, { body: await createPicture(), type: 'image/jpeg' });
}

const verdictOf = async (badges: FirefoxBadges, label: string) =>
  (await badges.all()).find((badge) => badge.label === label)?.verdict;

test('pictures of every source get badges, in our own looks, under the strictest policy of a page', async ({
  tab,
  site,
  badges,
}) => {
  const inline = await createPicture({ format: 'png', width: 200, height: 150 });
  const body = `<!doctype html><img src="/file.jpg" alt="file" width="200">
    <img src="data:image/png;base64,${inline.toString('base64')}" alt="data">
    <img id="blob" alt="blob" width="200"><canvas aria-label="canvas" width="200" height="150"></canvas>
    <svg width="200" height="150"><image aria-label="vector" href="/vector.jpg" width="200" height="150" /></svg>
    ${toBlobAndCanvas}`;
  site.add('https://x.com/', { body, headers: { 'content-security-policy': strictPolicy } });
  for (const name of ['file', 'blob', 'vector'])
    await addPicture(site, `https://x.com/${name}.jpg`);
  await tab.goto('https://x.com/');
  const labels = ['blob', 'canvas', 'data', 'file', 'vector'];
  const judged = async () =>
    (await badges.all()).filter((badge) => verdict.test(badge.verdict)).map(({ label }) => label);
  await expect.poll(async () => (await judged()).toSorted()).toEqual(labels);
  const picture = await tab.$eval(
    'img',
    (image) => image.getBoundingClientRect().toJSON() as DOMRect,
  );
  const badge = (await badges.all()).find(({ label }) => label === 'file');
  expect(badge?.box.height).toBe(24);
  expect(badge?.box.x).toBeGreaterThan(picture.x);
  expect(badge?.box.y).toBeLessThan(picture.y + picture.height / 2);
  await badges.hover('file');
  await expect.poll(() => badges.cardText()).toContain('400 × 300 px');
});

/** Longer than the pause between two signs of life of ours. */
const shortPatienceMs = 11_000;

test('a picture has the score that it has in Chromium, while its model waits in memory for the next', async ({
  tab,
  site,
  web,
  badges,
  chromeWindow,
}) => {
  const pictures = {
    jpeg: await createPicture({ width: 640, height: 427 }),
    turned: await createPicture({ width: 640, height: 427, orientation: 6 }),
    png: await createPicture({ format: 'png', width: 500, height: 400 }),
  };
  const names = Object.keys(pictures);
  const images = names.map((name) => `<img src="/${name}" alt="${name}" height="200">`);
  site.add('https://x.com/', images.join(''));
  for (const [name, body] of Object.entries(pictures)) {
    site.add(`https://x.com/${name}`, { body, type: name === 'png' ? 'image/png' : 'image/jpeg' });
  }
  await tab.goto('https://x.com/');
  await chromeWindow.setPatience(shortPatienceMs);
  const inFirefox = await readScores(badges, names);
  const background = await chromeWindow.nameBackground(extensionId);
  expect(background).not.toBe('');
  const longEnough = setTimeout(shortPatienceMs + 2_000);
  const chromium = await launchOn(web);
  await findServiceWorker(chromium);
  const page = await chromium.newPage();
  await page.goto('https://x.com/');
  const inChromium = await readScores(new Badges(page), names);
  await chromium.close();
  for (const [at, score] of inFirefox.entries())
    expect(score).toBeCloseTo(inChromium[at] ?? NaN, 2);
  await longEnough;
  expect(await chromeWindow.nameBackground(extensionId)).toBe(background);
  await chromeWindow.setPatience(undefined);
});

async function readScores(
  badges: Pick<FirefoxBadges, 'words' | 'hover' | 'leave' | 'cardText'>,
  labels: string[],
): Promise<number[]> {
  const scores: number[] = [];
  for (const label of labels) {
    const judged: unknown = expect.stringMatching(new RegExp(`^(Real|Fake|Unsure): ${label}$`));
    await expect.poll(() => badges.words(), { timeout: 40_000 }).toContainEqual(judged);
    await expect
      .poll(async () => {
        await badges.hover(label);
        return badges.cardText();
      })
      .toMatch(/\b[01]\.\d{3}\b/);
    scores.push(Number(/\b[01]\.\d{3}\b/.exec(await badges.cardText())?.[0]));
    await badges.leave();
    await expect.poll(() => badges.cardText()).toBe('');
  }
  return scores;
}

test('nothing of the own network is asked for where a site leads there', async ({
  tab,
  site,
  badges,
}) => {
  // What the page itself may ask for is not ours to refuse: this one may fetch nothing.
  const headers = { 'content-security-policy': "connect-src 'none'" };
  site.add('https://x.com/', { body: '<!doctype html><img src="/led.jpg" alt="led">', headers });
  const lead = { location: 'https://localhost/secret.jpg' };
  site.add('https://x.com/led.jpg', {
    answer: (_, response) => response.writeHead(302, lead).end(),
  });
  await addPicture(site, 'https://localhost/secret.jpg');
  await tab.goto('https://x.com/');
  await expect.poll(() => badges.words()).toEqual(['Could not check: led']);
  expect(site.requestsFor('https://x.com/led.jpg')).toEqual(['image', 'empty']);
  expect(site.requestsFor('https://localhost/secret.jpg')).toEqual(['image']);
});

test('a right-click checks the picture under it, on any site', async ({
  tab,
  site,
  badges,
  chromeWindow,
}) => {
  site.add(
    'https://news.test/',
    '<img src="/one.jpg" alt="one" width="300"><img src="/two.jpg" alt="two">',
  );
  for (const name of ['one', 'two']) await addPicture(site, `https://news.test/${name}.jpg`);
  await tab.goto('https://news.test/');
  await tab.bringToFront();
  await tab.mouse.click(150, 120, { button: 'right' });
  await chromeWindow.chooseInMenu('Check this image');
  await expect.poll(() => verdictOf(badges, 'one')).toMatch(verdict);
  expect(await badges.words()).toHaveLength(1);
  await expect.poll(() => badges.cardText()).toContain('400 × 300 px');
});

test('the popup lists the pictures of a page, and from there one gets to all that is known of them', async ({
  firefox,
  tab,
  site,
  badges,
}) => {
  await showOne(site, tab);
  await expect.poll(() => verdictOf(badges, 'one')).toMatch(verdict);
  const finder = await OwnPage.open(firefox, 'popup.html');
  const tabId = await finder.findTabId('https://x.com/');
  const popup = await OwnPage.open(firefox, `popup.html?tab=${tabId}`);
  await expect.poll(() => popup.text()).toMatch(/Score\s+0\.\d\d\s+one/);
  await popup.press('Never');
  await expect.poll(() => badges.words()).toEqual([]);
  await popup.press('Automatic');
  await tab.bringToFront();
  await expect.poll(() => verdictOf(badges, 'one')).toMatch(verdict);

  await badges.hover('one');
  await expect.poll(() => badges.cardText()).toContain('Look closer');
  await badges.focus('one');
  await tab.keyboard.down('Shift');
  await tab.keyboard.press('Enter');
  await tab.keyboard.up('Shift');
  await expect.poll(() => OwnPage.find(firefox, 'inspector.html?id=')).toBeDefined();
  const inspector = await OwnPage.find(firefox, 'inspector.html?id=');
  await expect.poll(() => inspector?.text()).toMatch(/Score [01]\.\d{3}/);
});

test('pictures are judged also after Firefox has ended the background page', async ({
  tab,
  site,
  badges,
  chromeWindow,
}) => {
  await chromeWindow.endBackground(extensionId);
  await showOne(site, tab);
  await expect.poll(() => verdictOf(badges, 'one')).toMatch(verdict);
});

test('what Firefox withholds is told and asked for, and then used at once', async ({
  firefox,
  tab,
  site,
  badges,
}) => {
  const own = await OwnPage.open(firefox, 'popup.html');
  await showOne(site, tab);
  const tabId = await own.findTabId('https://x.com/');
  await own.withdrawAccess();
  await tab.reload();
  const popup = await OwnPage.open(firefox, `popup.html?tab=${tabId}`);
  await expect.poll(() => popup.text()).toContain('Allow on all sites');
  expect(await badges.words()).toEqual([]);
  await popup.press('Allow on all sites');
  await tab.bringToFront();
  await expect.poll(() => verdictOf(badges, 'one')).toMatch(verdict);
});

test('a private window gets badges and leaves no history', async ({
  firefox,
  site,
  chromeWindow,
}) => {
  const known = await firefox.pages();
  await chromeWindow.openPrivateWindow();
  const findOpened = async () => (await firefox.pages()).find((page) => !known.includes(page));
  await expect.poll(findOpened).toBeDefined();
  const page = await findOpened();
  if (!page) throw new Error('Expected a page in the private window');
  site.add('https://x.com/private', '<img src="/secret.jpg" alt="secret" width="300">');
  await addPicture(site, 'https://x.com/secret.jpg');
  await expect.poll(() => page.url()).toBe('about:privatebrowsing');
  // Its own page may still be about to load.
  await expect(() => page.goto('https://x.com/private')).toPass();
  const badges = new FirefoxBadges(firefox, page);
  await expect.poll(() => verdictOf(badges, 'secret')).toMatch(verdict);
  await page.close();
  const history = await OwnPage.open(firefox, 'judged.html');
  await expect.poll(() => history.text()).toContain('one');
  expect(await history.text()).not.toContain('secret');
});

async function showOne(site: Site, tab: Page): Promise<void> {
  site.add('https://x.com/', '<img src="/one.jpg" alt="one" width="300">');
  await addPicture(site, 'https://x.com/one.jpg');
  await tab.goto('https://x.com/');
  await tab.bringToFront();
}
