import sharp from 'sharp';
import { findServiceWorker } from './browser/launch.ts';
import { createProfile } from './browser/profile.ts';
import { expect, launchOn, test } from './fixtures.ts';
import { Badges, verdict } from './pages/badges.ts';
import { openEnginePopup } from './pages/popup.ts';
import type { Answerer, Site } from './site/site.ts';
import { createPicture } from './site/test-picture.ts';

const large = 'https://cdn.test/large.jpg';
const small = 'https://cdn.test/small.jpg';
const scoredLarge =
  'Scored the 1,600 × 1,200 px file of this picture, not the one of 400 × 300 px that the page shows.';

/** One picture in two sizes. */
async function createSizes(): Promise<{ original: Buffer; thumbnail: Buffer }> {
  const original = await createPicture({ width: 1600, height: 1200 });
  const thumbnail = await sharp(original).resize(400).jpeg({ quality: 75 }).toBuffer();
  return { original, thumbnail };
}

function addPicture(site: Site, url: string, body: Buffer): void {
  site.add(url, { body, type: 'image/jpeg' });
}

/** A server that sends a picture only to who `isWelcome`. */
function guarded(body: Buffer, isWelcome: (headers: Record<string, unknown>) => boolean): Answerer {
  return ({ headers }, response) => {
    if (isWelcome(headers)) response.writeHead(200, { 'content-type': 'image/jpeg' }).end(body);
    else response.writeHead(403).end();
  };
}

/** What the extension itself asked `url` for, and no page. */
const askedByUs = (site: Site, url: string) =>
  site.requestsFor(url).filter((purpose) => purpose === 'empty');

const responsive = `<img alt="cloud" width="400" height="300"
  srcset="${small} 400w, ${large} 1600w" sizes="400px" src="${small}">`;

test('a thumbnail is judged from the larger file that the page offers, and the card says so', async ({
  page,
  site,
  badges,
  popup,
}) => {
  const { original, thumbnail } = await createSizes();
  site.add('https://x.com/', responsive);
  addPicture(site, small, thumbnail);
  addPicture(site, large, original);
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('cloud')).toMatch(verdict);
  await badges.hover('cloud');
  await expect.poll(() => badges.cardText()).toContain(scoredLarge);
  expect(await badges.cardText()).toMatch(/Scored\s*1,600 × 1,200 px · JPEG/);
  const kilobytes = Math.round((original.length + thumbnail.length) / 1000);
  expect(await badges.cardText()).toMatch(
    new RegExp(`Downloaded\\s*${kilobytes} kB for this check`),
  );
  expect(askedByUs(site, large)).toHaveLength(1);
  const opened = await popup();
  await opened.getByRole('button', { name: /cloud/ }).click();
  await expect(opened.getByText(scoredLarge)).toBeVisible();
  await expect(opened.getByText(`${kilobytes} kB for this check`)).toBeVisible();
});

test('a larger file that holds another picture is not believed, and asked for once', async ({
  page,
  site,
  badges,
}) => {
  const { thumbnail } = await createSizes();
  site.add('https://x.com/', responsive);
  addPicture(site, small, thumbnail);
  addPicture(site, large, await createPicture({ width: 1600, height: 1200 }));
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('cloud')).toMatch(verdict);
  await page.reload();
  await expect.poll(() => badges.verdictOf('cloud')).toMatch(verdict);
  await badges.hover('cloud');
  await expect.poll(() => badges.cardText()).toContain('400 × 300 px · JPEG');
  expect(await badges.cardText()).not.toContain('Scored the');
  expect(askedByUs(site, large)).toHaveLength(1);
});

test('who keeps to what pages show has no larger file asked for', async ({
  page,
  site,
  badges,
  serviceWorker,
}) => {
  await serviceWorker.evaluate(() => chrome.storage.local.set({ ownBytesOnly: true }));
  const { original, thumbnail } = await createSizes();
  site.add('https://x.com/', responsive + '<img src="/own.jpg" alt="own" width="300">');
  addPicture(site, small, thumbnail);
  addPicture(site, large, original);
  const own = await createPicture();
  addPicture(site, 'https://x.com/own.jpg', own);
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('cloud')).toMatch(verdict);
  await expect.poll(() => badges.verdictOf('own')).toMatch(verdict);
  expect(site.requestsFor(large)).toEqual([]);
  expect(askedByUs(site, small)).toHaveLength(1);
  // Of servers whose certificate it cannot check, the browser keeps no files.
  expect(askedByUs(site, 'https://x.com/own.jpg')).toHaveLength(1);
  await badges.hover('own');
  const kilobytes = Math.round(own.length / 1000);
  await expect
    .poll(() => badges.cardText())
    .toMatch(new RegExp(`Downloaded\\s*${kilobytes} kB for this check`));
});

test('the original behind a link, and the one that a feed is known to have, are judged', async ({
  page,
  site,
  badges,
}) => {
  const [linked, known] = [await createSizes(), await createSizes()];
  const image = (url: string, alt: string) => `<img src="${url}" alt="${alt}" width="300">`;
  const feed = 'https://cdn.bsky.app/img';
  const html = `<a href="${large}">${image(small, 'linked')}</a>
    ${image(`${feed}/feed_thumbnail/plain/did:plc:a/b@jpeg`, 'known')}`;
  site.add('https://bsky.app/', html);
  addPicture(site, small, linked.thumbnail);
  addPicture(site, large, linked.original);
  addPicture(site, `${feed}/feed_thumbnail/plain/did:plc:a/b@jpeg`, known.thumbnail);
  addPicture(site, `${feed}/feed_fullsize/plain/did:plc:a/b@jpeg`, known.original);
  await page.goto('https://bsky.app/');
  for (const name of ['linked', 'known']) {
    await expect.poll(() => badges.verdictOf(name)).toMatch(verdict);
    await badges.hover(name);
    await expect.poll(() => badges.cardText()).toContain(scoredLarge);
    await badges.leave();
  }
});

test('a picture behind a login is judged, and only its own server gets the cookie', async ({
  page,
  site,
  badges,
}) => {
  const body = await createPicture();
  const cookies: (string | undefined)[] = [];
  const members = guarded(body, ({ cookie }) => cookie === 'session=1');
  const noting: Answerer = (request, response) => {
    if (request.headers['sec-fetch-dest'] === 'empty') cookies.push(request.headers.cookie);
    members(request, response);
  };
  const html = ['img.x.com', 'cdn.test'].map(
    (host) => `<img src="https://${host}/a.jpg" alt="${host}" width="300">`,
  );
  const set = { 'set-cookie': 'session=1; Domain=x.com; Secure; SameSite=Lax' };
  site.add('https://x.com/', { body: `<!doctype html>${html.join('')}`, headers: set });
  site.add('https://img.x.com/a.jpg', { answer: noting });
  site.add('https://cdn.test/a.jpg', { body, type: 'image/jpeg' });
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('img.x.com')).toMatch(verdict);
  await expect.poll(() => badges.verdictOf('cdn.test')).toMatch(verdict);
  expect(cookies).toEqual([undefined, 'session=1']);
});

test('a picture that its server sends only to pages it knows is judged, and told no more than by the page', async ({
  page,
  site,
  badges,
}) => {
  const asked = { own: [], elsewhere: [], silent: [] } as Record<string, unknown[]>;
  const urls = {
    own: 'https://img.x.com/a.jpg',
    elsewhere: 'https://cdn.test/a.jpg',
    silent: 'https://cdn.test/b.jpg',
  };
  for (const [name, url] of Object.entries(urls)) {
    const answer = guarded(await createPicture(), ({ referer, ...headers }) => {
      if (headers['sec-fetch-dest'] === 'empty') asked[name]?.push(referer);
      return referer === 'https://x.com/';
    });
    site.add(url, { answer });
  }
  site.add(
    'https://x.com/',
    `<img src="${urls.own}" alt="own" width="250">
     <img src="${urls.elsewhere}" alt="elsewhere" width="250">
     <img src="${urls.silent}" alt="silent" width="250" height="200" style="display: block" referrerpolicy="no-referrer">`,
  );
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('own')).toMatch(verdict);
  await expect.poll(() => badges.verdictOf('elsewhere')).toMatch(verdict);
  await expect.poll(() => badges.verdictOf('silent')).toBe('Could not check');
  const told = [undefined, 'https://x.com/'];
  expect(asked).toEqual({ own: told, elsewhere: told, silent: [undefined] });
});

test('a picture that only pages may have is judged from what the page has', async ({
  page,
  site,
  badges,
}) => {
  const [sameOrigin, readable, elsewhere] = [
    await createPicture(),
    await createPicture(),
    await createPicture(),
  ];
  const bySite = (body: Buffer) =>
    guarded(body, (headers) => headers['sec-fetch-site'] === 'same-origin');
  const byPurpose = (body: Buffer) =>
    guarded(body, (headers) => headers['sec-fetch-dest'] === 'image');
  site.add('https://x.com/own.jpg', { answer: bySite(sameOrigin) });
  site.add('https://cdn.test/readable.jpg', {
    answer: (request, response) => {
      response.setHeader('access-control-allow-origin', '*');
      byPurpose(readable)(request, response);
    },
  });
  site.add('https://cdn.test/elsewhere.jpg', { answer: byPurpose(elsewhere) });
  site.add(
    'https://x.com/',
    `<img src="/own.jpg" alt="own" width="250">
     <img src="https://cdn.test/readable.jpg" crossorigin alt="readable" width="250">
     <img src="https://cdn.test/elsewhere.jpg" alt="elsewhere" width="250">`,
  );
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('own')).toMatch(verdict);
  await expect.poll(() => badges.verdictOf('readable')).toMatch(verdict);
  await expect.poll(() => badges.verdictOf('elsewhere')).toBe('Could not check');
  for (const [name, words] of [
    ['own', 'The original, as the page held it'],
    ['readable', 'as the page'],
    ['elsewhere', 'refused to send it'],
  ] as const) {
    await badges.hover(name);
    await expect.poll(() => badges.cardText()).toContain(words);
    await badges.leave();
  }
});

test('what was judged is known after a restart of the browser, without the model and its larger file', async ({
  web,
}) => {
  const profile = createProfile();
  const { original, thumbnail } = await createSizes();
  web.add('https://x.com/', responsive);
  const sizes = Object.entries({ [small]: thumbnail, [large]: original });
  for (const [url, body] of sizes) {
    const headers = { 'cache-control': 'no-store' };
    web.add(url, { body, type: 'image/jpeg', headers });
  }
  for (const engine of ['on your processor', 'starts with the first picture']) {
    const context = await launchOn(web, { profile });
    const page = await context.newPage();
    await page.goto('https://x.com/');
    const badges = new Badges(page);
    await expect.poll(() => badges.verdictOf('cloud')).toMatch(verdict);
    await badges.hover('cloud');
    await expect.poll(() => badges.cardText()).toContain(scoredLarge);
    const popup = await openEnginePopup(context, await findServiceWorker(context));
    await expect(popup.getByText(engine)).toBeVisible();
    await context.close();
  }
  expect(askedByUs(web, large)).toHaveLength(1);
  web.clear();
});

test('a server that sends strangers another picture is found out', async ({
  page,
  site,
  badges,
}) => {
  const [shown, forStrangers] = [
    await createPicture({ width: 480, height: 320 }),
    await createPicture({ width: 300, height: 300 }),
  ];
  const answer: Answerer = ({ headers }, response) => {
    const body = headers.referer === undefined ? forStrangers : shown;
    response.writeHead(200, { 'content-type': 'image/jpeg' }).end(body);
  };
  const html = ['https://x.com/a.jpg', 'https://cdn.test/b.jpg'].map((url) => {
    site.add(url, { answer });
    return `<p><img src="${url}" alt="${new URL(url).host}" width="300"></p>`;
  });
  site.add('https://x.com/', html.join(''));
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('x.com')).toMatch(verdict);
  await badges.hover('x.com');
  await expect.poll(() => badges.cardText()).toContain('480 × 320 px');
  await badges.leave();
  await expect.poll(() => badges.verdictOf('cdn.test')).toBe('Could not check');
  await badges.hover('cdn.test');
  await expect.poll(() => badges.cardText()).toContain('another picture than the one');
});
