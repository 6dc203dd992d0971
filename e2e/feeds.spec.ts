import { expect, test } from './fixtures.ts';
import { bluesky } from './feeds/bluesky.ts';
import { findPictureUrls, type Feed } from './feeds/feed.ts';
import { instagram } from './feeds/instagram.ts';
import { mastodon } from './feeds/mastodon.ts';
import { reddit } from './feeds/reddit.ts';
import { x } from './feeds/x.ts';
import { verdict } from './pages/badges.ts';
import { chooseCheckImage } from './pages/context-menu.ts';
import type { Site } from './site/site.ts';
import { createPicture } from './site/test-picture.ts';

/** What the feeds call their portraits, icons and emoji in addresses. */
const ornament = /profile_images|avatar|2885-19|emoji|[iI]con|award/;

async function addFeed(site: Site, feed: Feed): Promise<void> {
  const body = await createPicture({ width: 640, height: 480 });
  const headers = { 'access-control-allow-origin': '*' };
  for (const url of findPictureUrls(feed)) site.add(url, { body, type: 'image/jpeg', headers });
  site.add(feed.url, feed.html);
}

for (const feed of [x, reddit, instagram, bluesky, mastodon]) {
  test(`on ${feed.name} pictures have badges, and what is no picture or is veiled has none`, async ({
    page,
    site,
    badges,
  }) => {
    await addFeed(site, feed);
    const judged = async () => {
      const all = (await badges.all()).filter((badge) => verdict.test(badge.verdict));
      return all.map(({ label }) => label);
    };
    await page.goto(feed.url);
    await expect.poll(judged).toEqual(expect.arrayContaining(feed.judged));
    const seen = new Set(await judged());
    for (const label of feed.further) {
      const picture = page.locator(`[alt="${label}"], [aria-label="${label}"]`);
      while ((await picture.count()) === 0) await page.mouse.wheel(0, 200);
      await expect.poll(() => badges.verdictOf(label), label).toMatch(verdict);
      for (const each of await judged()) seen.add(each);
    }
    expect([...seen].toSorted()).toEqual([...feed.judged, ...feed.further].toSorted());
    expect(await badges.verdictOf(feed.veiled.label)).toBeUndefined();
    const ornaments = findPictureUrls(feed).filter((url) => ornament.test(url));
    expect(ornaments.flatMap((url) => site.requestsFor(url))).not.toContain('empty');
    if (feed.gallery) {
      const { next, brings } = feed.gallery;
      expect(await badges.verdictOf(brings)).toBeUndefined();
      await page.getByRole('button', { name: next }).click();
      await expect.poll(() => badges.verdictOf(brings)).toMatch(verdict);
    }
    const show = page.getByRole('button', { name: feed.veiled.show });
    await show.scrollIntoViewIfNeeded();
    await show.click();
    await expect.poll(() => badges.verdictOf(feed.veiled.label)).toMatch(verdict);
  });
}

test('a portrait is checked when somebody asks for it', async ({
  page,
  site,
  badges,
  serviceWorker,
}) => {
  await addFeed(site, x);
  await page.goto(x.url);
  await expect.poll(() => badges.verdictOf('single')).toMatch(verdict);
  const portrait = await page.getByTestId('UserAvatar-Container-margaret').boundingBox();
  if (!portrait) throw new Error('Expected a portrait on the page');
  const middle = { x: portrait.x + portrait.width / 2, y: portrait.y + portrait.height / 2 };
  await chooseCheckImage(page, serviceWorker, middle);
  await expect
    .poll(() => badges.words())
    .toContainEqual(expect.stringMatching(/^(Real|Fake|Unsure): margaret_normal.jpg$/));
});
