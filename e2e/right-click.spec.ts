import { findContentScripts } from './browser/content-scripts.ts';
import { expect, test } from './fixtures.ts';
import { verdict } from './pages/badges.ts';
import { chooseCheckImage } from './pages/context-menu.ts';
import { createPicture } from './site/test-picture.ts';

test('a picture on a site that is not allowed is checked when it is asked for, and no other', async ({
  page,
  site,
  badges,
  serviceWorker,
}) => {
  const html = ['one', 'two'].map((name) => `<img src="/${name}.jpg" alt="${name}" width="300">`);
  site.add('https://news.test/', html.join(''));
  for (const name of ['one', 'two']) {
    site.add(`https://news.test/${name}.jpg`, { body: await createPicture(), type: 'image/jpeg' });
  }
  await page.goto('https://news.test/');
  expect(await findContentScripts(page)).toEqual([]);
  const srcUrl = 'https://news.test/two.jpg';
  await chooseCheckImage(page, serviceWorker, { x: 450, y: 100, srcUrl });
  await expect.poll(() => badges.verdictOf('two')).toMatch(verdict);
  await expect.poll(() => badges.cardText()).toContain('400 × 300 px');
  expect(await badges.words()).toHaveLength(1);
});

test('a picture under an overlay is found', async ({ page, site, badges, serviceWorker }) => {
  const html = `<div style="position: relative; width: 300px; height: 225px">
    <img src="/a.jpg" alt="covered" width="300"><div style="position: absolute; inset: 0"></div></div>`;
  site.add('https://news.test/', html);
  site.add('https://news.test/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
  await page.goto('https://news.test/');
  await chooseCheckImage(page, serviceWorker, { x: 150, y: 100 });
  await expect.poll(() => badges.verdictOf('covered')).toMatch(verdict);
});

test('a CSS background is found', async ({ page, site, badges, serviceWorker }) => {
  const style = 'width: 300px; height: 225px; background: url(/a.jpg)';
  site.add('https://news.test/', `<div aria-label="backdrop" style="${style}"></div>`);
  site.add('https://news.test/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
  await page.goto('https://news.test/');
  await chooseCheckImage(page, serviceWorker, { x: 150, y: 100 });
  await expect.poll(() => badges.verdictOf('backdrop')).toMatch(verdict);
});

test('where nothing matches, a person picks a picture on the page', async ({
  page,
  site,
  badges,
  serviceWorker,
}) => {
  const html = '<p>Only words here.</p><img src="/a.jpg" alt="picked" width="300">';
  site.add('https://news.test/', html);
  site.add('https://news.test/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
  await page.goto('https://news.test/');
  await chooseCheckImage(page, serviceWorker, { x: 60, y: 24 });
  await expect.poll(() => badges.ourText()).toContain('Choose the picture to check');
  await page.locator('img').click();
  await expect.poll(() => badges.verdictOf('picked')).toMatch(verdict);
  expect(await badges.ourText()).not.toContain('Choose the picture to check');
});

test('on a page of the browser the answer comes in a page of ours', async ({
  page,
  site,
  serviceWorker,
}) => {
  site.add('https://news.test/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
  await page.goto('chrome://version');
  const opened = page.context().waitForEvent('page');
  const srcUrl = 'https://news.test/a.jpg';
  await chooseCheckImage(page, serviceWorker, { x: 0, y: 0, srcUrl });
  const answer = await opened;
  await expect(answer.getByText('a.jpg (news.test)').first()).toBeVisible();
  await expect(answer.getByText(/^Score 0\.\d{3}$/)).toBeVisible();
  await expect(answer.getByRole('img', { name: 'a.jpg (news.test)' })).toBeVisible();
});
