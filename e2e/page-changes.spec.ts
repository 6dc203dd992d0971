import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { verdict } from './pages/badges.ts';
import { createPicture } from './site/test-picture.ts';
import type { Site } from './site/site.ts';

async function addPictures(site: Site, count: number, origin = 'https://x.com'): Promise<void> {
  for (let index = 0; index < count; index++) {
    const body = await createPicture({ width: 300, height: 200 });
    site.add(`${origin}/${index}.jpg`, { body, type: 'image/jpeg' });
  }
}

function image(index: number, attributes = ''): string {
  return `<img src="/${index}.jpg" alt="picture ${index}" width="300" height="200" ${attributes}>`;
}

test('lazy pictures get a badge when they are scrolled into view, not before', async ({
  page,
  site,
  badges,
}) => {
  // A site of its own: on one that it knows, Chromium fetches early what it has learnt to be the largest picture.
  await addPictures(site, 2, 'https://tumblr.com');
  const gap = '<div style="height: 12000px"></div>';
  site.add('https://tumblr.com/', image(0) + gap + image(1, 'loading="lazy"'));
  await page.goto('https://tumblr.com/');
  await expect.poll(() => badges.verdictOf('picture 0')).toMatch(verdict);
  expect(site.requestsFor('https://tumblr.com/1.jpg')).toEqual([]);
  await page.locator('img').last().scrollIntoViewIfNeeded();
  await expect.poll(() => badges.verdictOf('picture 1')).toMatch(verdict);
});

test('a feed that grows while it is scrolled gets badges to its end', async ({
  page,
  site,
  badges,
}) => {
  const count = 8;
  await addPictures(site, count);
  const script = `<main></main><p id="end">…</p><script>
    let next = 0;
    new IntersectionObserver((entries, observer) => {
      if (!entries[0].isIntersecting) return;
      const post = document.createElement('div');
      post.style.height = '600px';
      post.innerHTML = '<img src="/' + next + '.jpg" alt="picture ' + next + '" width="300">';
      document.querySelector('main').append(post);
      observer.unobserve(entries[0].target);
      if (++next < ${count}) observer.observe(entries[0].target);
    }).observe(document.querySelector('#end'));</script>`;
  site.add('https://x.com/', script);
  await page.goto('https://x.com/');
  for (let index = 0; index < count; index++) {
    const picture = page.locator(`img[alt="picture ${index}"]`);
    await expect(picture).toBeAttached();
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => badges.verdictOf(`picture ${index}`)).toMatch(verdict);
    await page.mouse.wheel(0, 500);
  }
});

test('badges move nothing on the page', async ({ page, site, badges }) => {
  await addPictures(site, 3);
  const text = '<p>Words before and after.</p>';
  const html = `<style>img:last-of-type { float: right } body > * + * { margin: 4px }</style>
    ${text}${image(0)}${text}<a href="#">${image(1)}</a><table><td>${image(2)}</table>${text}`;
  for (const host of ['x.com', 'elsewhere.test']) site.add(`https://${host}/`, html);
  await addPictures(site, 3, 'https://elsewhere.test');
  await page.goto('https://elsewhere.test/');
  const plain = await readBoxes(page);
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('picture 2')).toMatch(verdict);
  await badges.hover('picture 0');
  await expect.poll(() => badges.cardText()).not.toBe('');
  expect(await readBoxes(page)).toEqual(plain);
});

test('a badge goes with its picture, and a small picture has none', async ({
  page,
  site,
  badges,
}) => {
  await addPictures(site, 2);
  const small = '<img src="/1.jpg" alt="small" width="63" height="63">';
  site.add('https://x.com/', image(0) + small);
  await page.goto('https://x.com/');
  await expect
    .poll(() => badges.words())
    .toEqual([expect.stringMatching(/(Real|Fake|Unsure): picture 0/)]);
  await page
    .locator('img')
    .first()
    .evaluate((element) => element.remove());
  await expect.poll(() => badges.words()).toEqual([]);
});

test('a badge stays on its picture through scrolling, and shows no card of another', async ({
  page,
  site,
  badges,
}) => {
  await addPictures(site, 2);
  const gap = '<div style="height: 300px"></div>';
  site.add('https://x.com/', gap + image(0) + gap + image(1) + gap.repeat(6));
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('picture 0')).toMatch(verdict);
  await page.mouse.wheel(0, 180);
  await expect
    .poll(async () => {
      const picture = await page.locator('img').first().boundingBox();
      const badge = await badges.boxOf('picture 0');
      return picture && [badge.x - picture.x, badge.y - picture.y];
    })
    .toEqual([8, 8]);
});

/** Every element of the page but ours, with its place. */
function readBoxes(page: Page): Promise<string[]> {
  return page.locator('body, body *').evaluateAll((elements) =>
    elements.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return `${element.localName} ${x} ${y} ${width} ${height}`;
    }),
  );
}
