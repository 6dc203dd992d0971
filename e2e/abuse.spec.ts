import { expect, test } from './fixtures.ts';
import { Badges, verdict } from './pages/badges.ts';
import { observeAsPage, spyAsPage } from './pages/page-view.ts';
import type { Site } from './site/site.ts';
import { createPicture } from './site/test-picture.ts';

const shape = 'display: block; width: 300px; height: 200px';
const refused = 'own computer or network';

function image(url: string, label: string): string {
  return `<img src="${url}" alt="${label}" style="${shape}">`;
}

async function addPicture(site: Site, url: string): Promise<void> {
  site.add(url, { body: await createPicture(), type: 'image/jpeg' });
}

function addRedirect(site: Site, { from, to }: { from: string; to: string }): void {
  site.add(from, {
    answer: (_, response) => response.writeHead(302, { location: to }).end(),
  });
}

/** How often Candid itself asked for a picture: a page that shows it says so. */
function requestsOfOurs(site: Site, url: string): number {
  return site.requestsFor(url).filter((purpose) => purpose === 'empty').length;
}

test.describe('requests', () => {
  const own = [
    'https://192.168.1.1/a.jpg',
    'https://10.1.2.3/a.jpg',
    'https://2130706433/a.jpg',
    'https://[::1]/a.jpg',
    'https://[fd00::1]/a.jpg',
    'https://169.254.169.254/a.jpg',
    'https://nas.local/a.jpg',
    'https://router/a.jpg',
  ];

  test('a page of the web makes Candid request nothing of the own network, and its card says so', async ({
    page,
    site,
    badges,
  }) => {
    site.add(
      'https://x.com/',
      own.map((url) => image(url, url)).join('') + image('/b.jpg', 'good'),
    );
    for (const url of own) await addPicture(site, url);
    await addPicture(site, 'https://x.com/b.jpg');
    await page.setViewportSize({ width: 1280, height: 2000 });
    await page.goto('https://x.com/');
    await expect.poll(() => badges.verdictOf('good')).toMatch(verdict);
    for (const url of own) {
      expect(await badges.verdictOf(url)).toBe('Could not check');
      expect(requestsOfOurs(site, url)).toBe(0);
    }
    expect(requestsOfOurs(site, 'https://x.com/b.jpg')).toBe(1);
    await badges.hover('https://router/a.jpg');
    await expect.poll(() => badges.cardText()).toContain(refused);
  });

  test('a redirect into the own network is refused before it is followed', async ({
    page,
    site,
    badges,
  }) => {
    const targets = own.map((url) => url.replace('a.jpg', 'secret.jpg'));
    const froms = targets.map((_, at) => `https://pictures.test/${at}`);
    for (const [at, to] of targets.entries()) {
      addRedirect(site, { from: `https://pictures.test/${at}`, to });
      await addPicture(site, to);
    }
    addRedirect(site, { from: 'https://pictures.test/far', to: 'https://elsewhere.test/a.jpg' });
    await addPicture(site, 'https://elsewhere.test/a.jpg');
    const urls = [...froms, 'https://pictures.test/far'];
    site.add('https://x.com/', urls.map((url) => image(url, url)).join(''));
    await page.setViewportSize({ width: 1280, height: 2000 });
    await page.goto('https://x.com/');
    await expect.poll(() => badges.verdictOf('https://pictures.test/far')).toMatch(verdict);
    for (const [at, from] of froms.entries()) {
      await expect.poll(() => badges.verdictOf(from)).toBe('Could not check');
      expect(requestsOfOurs(site, from)).toBe(1);
      expect(requestsOfOurs(site, targets[at] ?? '')).toBe(0);
    }
    await badges.hover(froms[0] ?? '');
    await expect.poll(() => badges.cardText()).toContain(refused);
  });

  test('a page of the own network has its pictures judged, and reaches no other place there', async ({
    page,
    site,
    badges,
    serviceWorker,
  }) => {
    const sites = { elsewhere: 'automatic', rules: [] };
    await serviceWorker.evaluate((rules) => chrome.storage.local.set({ sites: rules }), sites);
    const there = 'https://192.168.1.1';
    const elsewhere = 'https://192.168.1.2/a.jpg';
    addRedirect(site, { from: `${there}/moved.jpg`, to: `${there}/a.jpg` });
    await addPicture(site, `${there}/a.jpg`);
    await addPicture(site, elsewhere);
    const images = [
      image('/a.jpg', 'own'),
      image('/moved.jpg', 'moved'),
      image(elsewhere, 'other'),
    ];
    site.add(`${there}/`, images.join(''));
    await page.goto(`${there}/`);
    await expect.poll(() => badges.verdictOf('own')).toMatch(verdict);
    await expect.poll(() => badges.verdictOf('moved')).toMatch(verdict);
    await expect.poll(() => badges.verdictOf('other')).toBe('Could not check');
    expect(requestsOfOurs(site, elsewhere)).toBe(0);
  });
});

test('a page with thousands of pictures that never come leaves room for other pages', async ({
  page,
  site,
  badges,
  context,
}) => {
  const urls = Array.from({ length: 3_000 }, (_, at) => `https://h${at}.flood.test/a.jpg`);
  const small = 'float: left; width: 120px; height: 80px';
  site.add('https://x.com/', urls.map((url) => `<img src="${url}" style="${small}">`).join(''));
  for (const url of urls) site.add(url, { never: true });
  await page.goto('https://x.com/', { waitUntil: 'commit' });
  await expect
    .poll(async () => (await badges.all()).length, { timeout: 30_000 })
    .toBeGreaterThan(40);
  site.add('https://x.com/other', image('/b.jpg', 'good'));
  await addPicture(site, 'https://x.com/b.jpg');
  const other = await context.newPage();
  await other.goto('https://x.com/other');
  await expect
    .poll(() => new Badges(other).verdictOf('good'), { timeout: 40_000 })
    .toMatch(verdict);
  const asked = urls.filter((url) => requestsOfOurs(site, url) > 0);
  expect(asked.length).toBeLessThanOrEqual(128);
});

test.describe('what a page observes', () => {
  /** Shows every page the same picture and answers Candid as told. */
  async function addTwins(site: Site): Promise<void> {
    const body = await createPicture();
    for (const [name, status] of [
      ['judged', 200],
      ['failed', 404],
    ] as const) {
      const url = `https://pictures.test/${name}/a.jpg`;
      site.add(`https://x.com/${name}/`, image(url, 'a') + '<p>Words</p>');
      site.add(url, {
        answer: ({ headers }, response) => {
          const isPage = headers['sec-fetch-dest'] === 'image';
          response.writeHead(isPage ? 200 : status, { 'content-type': 'image/jpeg' }).end(body);
        },
      });
    }
  }

  test('is the same whatever the verdict', async ({ page, site, badges }) => {
    await addTwins(site);
    await page.addInitScript(spyAsPage);
    const observe = async (name: string, expected: RegExp) => {
      await page.goto(`https://x.com/${name}/`);
      await expect.poll(() => badges.verdictOf('a')).toMatch(expected);
      await page.mouse.move(900, 600);
      return page.evaluate(observeAsPage);
    };
    const judged = await observe('judged', verdict);
    const failed = await observe('failed', /^Could not check$/);
    expect(failed).toEqual(judged);
    expect(judged).toMatchObject({ words: [], roots: 0, kept: 0, animations: 0, shifts: 0 });
    expect(judged.additions).toEqual(['HTML DIV']);
  });

  test('gives it no way to a badge, and a layer that it throws out or moves comes back', async ({
    page,
    site,
    badges,
  }) => {
    await addTwins(site);
    await page.goto('https://x.com/judged/');
    await expect.poll(() => badges.verdictOf('a')).toMatch(verdict);
    const box = await badges.boxOf('a');
    const attacks = {
      'throws it out': () => document.documentElement.lastElementChild?.remove(),
      'moves it to where nothing is shown': () => {
        const hidden = document.createElement('div');
        hidden.style.display = 'none';
        document.body.append(hidden);
        hidden.append(document.documentElement.lastElementChild ?? '');
      },
      'hides it': () => {
        const host = document.documentElement.lastElementChild;
        if (!(host instanceof HTMLElement)) throw new TypeError('Expected the layer');
        host.style.setProperty('display', 'none', 'important');
        host.hidden = true;
        host.inert = true;
        host.ariaHidden = 'true';
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('html > div { display: none !important; opacity: 0 !important }');
        document.adoptedStyleSheets.push(sheet);
        document.body.append('something new');
      },
    };
    for (const attack of Object.values(attacks)) {
      await page.evaluate(attack);
      await expect.poll(() => badges.boxOf('a').catch(() => undefined)).toEqual(box);
      await badges.hover('a');
      await expect.poll(() => badges.cardText()).not.toBe('');
      await badges.leave();
    }
  });
});
