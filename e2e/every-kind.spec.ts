import { findServiceWorker } from './browser/launch.ts';
import { createProfile } from './browser/profile.ts';
import { expect, launchOn, test } from './fixtures.ts';
import { Badges, verdict } from './pages/badges.ts';
import { extensionFolder } from './set-up/build-extension.ts';
import type { Site } from './site/site.ts';
import { createPicture } from './site/test-picture.ts';

const origin = 'https://x.com';

let file: Buffer;

test.beforeAll(async () => {
  file = await createPicture({ width: 420, height: 300 });
});

/** The same picture at every address: a content is judged once, so that these tests are about finding it. */
function addPicture(site: Site, ...urls: string[]): void {
  for (const url of urls) site.add(url, { body: file, type: 'image/jpeg' });
}

/** Each kind of picture by what its badge calls it. The addresses that it shows come behind. */
const kinds: Record<string, { html: string; urls?: string[] }> = {
  'an img': { html: '<img class="tile" src="/img.jpg" alt="an img">', urls: ['/img.jpg'] },
  'a picture element': {
    html: `<picture><source type="image/jpeg" srcset="/source.jpg"><img class="tile" src="/never.jpg" alt="a picture element"></picture>`,
    urls: ['/source.jpg'],
  },
  'srcset and sizes': {
    html: '<img class="tile" srcset="/320.jpg 320w, /960.jpg 960w" sizes="900px" alt="srcset and sizes">',
    urls: ['/960.jpg'],
  },
  'a background': {
    html: '<div class="tile" style="background: url(/bg.jpg)" aria-label="a background"></div>',
    urls: ['/bg.jpg'],
  },
  'a background by a style sheet that came late': {
    html: '<div class="tile late" aria-label="a background by a style sheet that came late"></div>',
    urls: ['/late.jpg'],
  },
  'a ::before': {
    html: '<div class="tile before" aria-label="a ::before"></div>',
    urls: ['/before.jpg'],
  },
  'an ::after': {
    html: '<div class="tile after" aria-label="an ::after"></div>',
    urls: ['/after.jpg'],
  },
  'an image-set': {
    html: `<div class="tile" aria-label="an image-set"
      style="background-image: image-set(url(/1x.jpg) 1x, url(/2x.jpg) 2x)"></div>`,
    urls: ['/1x.jpg'],
  },
  'an svg image': {
    html: `<svg class="tile" viewBox="0 0 20 15"><image aria-label="an svg image" href="/svg.jpg" width="20" height="15"/></svg>`,
    urls: ['/svg.jpg'],
  },
  'an image button': {
    html: '<input class="tile" type="image" src="/input.jpg" alt="an image button">',
    urls: ['/input.jpg'],
  },
  'a canvas': {
    html: '<canvas class="tile" width="420" height="300" aria-label="a canvas"></canvas>',
  },
  'a poster': {
    html: '<video class="tile" poster="/poster.jpg" aria-label="a poster"></video>',
    urls: ['/poster.jpg'],
  },
  'a paused video': {
    html: '<video class="tile" id="paused" muted aria-label="a paused video"></video>',
  },
  'a shadow root in a shadow root': {
    html: `<x-outer><template shadowrootmode="open"><x-inner></x-inner></template></x-outer>`,
    urls: ['/shadow.jpg'],
  },
  'a frame of the same site': {
    html: '<iframe class="tile" src="/frame"></iframe>',
    urls: ['/framed.jpg'],
  },
  'a frame written by a script': {
    html: '<iframe class="tile" id="blank"></iframe>',
    urls: ['/blank.jpg'],
  },
  'a frame with its document in an attribute': {
    html: `<iframe class="tile" srcdoc="<img src='/srcdoc.jpg' width='190' alt='a frame with its document in an attribute'>"></iframe>`,
    urls: ['/srcdoc.jpg'],
  },
};

const draw = `
  const image = new Image();
  image.src = '/drawn.jpg';
  await image.decode();
  const canvas = document.querySelector('canvas');
  canvas.getContext('2d').drawImage(image, 0, 0);
  const reel = document.createElement('canvas');
  Object.assign(reel, { width: 420, height: 300 });
  const video = document.querySelector('#paused');
  video.srcObject = reel.captureStream();
  reel.getContext('2d').drawImage(image, 0, 0);
  await video.play();
  video.pause();`;

const everyKind = `<style>
    body { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px }
    .tile { display: block; width: 200px; height: 150px; border: 0; position: relative }
    .before::before, .after::after { content: ''; position: absolute; inset: 0 }
    .before::before { background: url(/before.jpg) }
    .after::after { background: url(/after.jpg) }
  </style><link rel="stylesheet" href="/late.css" media="print" onload="this.media = 'all'">
  ${Object.values(kinds)
    .map(({ html }) => html)
    .join('\n')}
  <iframe class="tile" src="https://pictures.test/"></iframe>
  <iframe src="https://counter.test/" width="60" height="60"></iframe>
  <script type="module">
    const inner = document.querySelector('x-outer').shadowRoot.querySelector('x-inner');
    inner.attachShadow({ mode: 'open' }).innerHTML =
      '<img src="/shadow.jpg" width="200" height="150" alt="a shadow root in a shadow root">';
    const blank = document.querySelector('#blank').contentDocument;
    blank.body.innerHTML = '<img src="/blank.jpg" width="190" alt="a frame written by a script">';
    ${draw}
  </script>`;

function framed(label: string, src: string): string {
  return `<img src="${src}" width="190" alt="${label}">`;
}

test('every kind of picture gets a badge by itself', async ({ page, site, badges }) => {
  addPicture(site, ...Object.values(kinds).flatMap(({ urls = [] }) => urls.map(toUrl)));
  addPicture(
    site,
    toUrl('/drawn.jpg'),
    'https://pictures.test/a.jpg',
    'https://counter.test/a.jpg',
  );
  site.add(toUrl('/late.css'), {
    answer: (_, response) => {
      response.writeHead(200, { 'content-type': 'text/css' });
      setTimeout(() => response.end('.late { background-image: url(/late.jpg) }'), 1500);
    },
  });
  site.add(toUrl('/frame'), framed('a frame of the same site', '/framed.jpg'));
  site.add('https://pictures.test/', framed('a frame of another site', '/a.jpg'));
  site.add('https://counter.test/', framed('a counter', '/a.jpg'));
  site.add(`${origin}/`, everyKind);
  await page.goto(`${origin}/`);
  const missing = async () => {
    const named = (await badges.all()).filter((badge) => verdict.test(badge.verdict));
    return Object.keys(kinds).filter((kind) => !named.some(({ label }) => label === kind));
  };
  await expect.poll(missing, { timeout: 60_000 }).toEqual([]);
  const inFrame = Badges.inFrame(page, 'https://pictures.test/');
  const inCounter = Badges.inFrame(page, 'https://counter.test/');
  await expect.poll(() => inFrame.verdictOf('a frame of another site')).toMatch(verdict);
  expect(await inCounter.ourRoots()).toEqual([]);
});

test('pictures that come, change or are used again are found', async ({ page, site, badges }) => {
  const rows = Array.from({ length: 40 }, (_, index) => `/row-${index}.jpg`);
  addPicture(site, ...['/lazy.jpg', '/one.jpg', '/two.jpg', ...rows].map(toUrl));
  site.add(`${origin}/`, changing);
  await page.goto(`${origin}/`);
  const has = (...labels: string[]) =>
    expect
      .poll(() => badges.words())
      .toEqual(
        labels.map((label) => expect.stringMatching(new RegExp(`^(Real|Fake|Unsure): ${label}$`))),
      );
  await has('changing', 'row 0', 'row 1', 'row 2');
  await page.evaluate(() => document.querySelector('#list')?.scrollTo(0, 3000));
  await has('changing', 'row 15', 'row 16', 'row 17');
  await page.evaluate(() => {
    document.querySelector('#theme')?.classList.add('on');
    Object.assign(document.images[0] ?? {}, { src: '/two.jpg', alt: 'changed' });
  });
  await expect.poll(() => badges.verdictOf('changed')).toMatch(verdict);
  expect(site.requestsFor(toUrl('/two.jpg'))).toContain('empty');
  await expect.poll(() => badges.verdictOf('themed')).toMatch(verdict);
  expect(await badges.verdictOf('lazy')).toBeUndefined();
  await page.mouse.wheel(0, 9000);
  await expect.poll(() => badges.verdictOf('lazy')).toMatch(verdict);
});

/** A list with three rows for forty pictures, a background that hangs on a class far out, and a lazy picture far down. */
const changing = `<style>
    .on .inner { background: url(/two.jpg) }
    #list { height: 200px; overflow: auto } #list img { position: absolute; height: 190px }
  </style>
  <img src="/one.jpg" alt="changing" width="200" height="150">
  <div id="list"><div style="height: 8000px; position: relative"><img><img><img></div></div>
  <div id="theme"><p><b class="inner" aria-label="themed" style="display: block; width: 200px; height: 150px"></b></p></div>
  <div style="height: 8000px"></div>
  <img data-src="/lazy.jpg" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" alt="lazy" width="200" height="150">
  <script>
    const list = document.querySelector('#list');
    const show = () => [...list.querySelectorAll('img')].forEach((image, index) => {
      const row = Math.floor(list.scrollTop / 200) + index;
      image.src = '/row-' + row + '.jpg';
      image.alt = 'row ' + row;
      image.style.top = list.scrollTop + 'px';
      image.style.left = index * 280 + 'px';
    });
    list.addEventListener('scroll', show);
    show();
    const lazy = document.querySelector('[data-src]');
    new IntersectionObserver(([entry]) => {
      if (entry.isIntersecting) lazy.src = lazy.dataset.src;
    }).observe(lazy);
  </script>`;

test('a lightbox, by a dialog or a popover, and a picture or a box that fills the screen have their badges, and paper has none', async ({
  page,
  site,
  badges,
}) => {
  addPicture(site, ...['/one.jpg', '/two.jpg', '/three.jpg', '/four.jpg'].map(toUrl));
  site.add(
    `${origin}/`,
    `<img src="/one.jpg" alt="in the page" width="300">
     <dialog><img src="/two.jpg" alt="in the lightbox" width="300"></dialog>
     <div id="lightbox" popover><img src="/three.jpg" alt="in the popover" width="300"></div>
     <section><img src="/four.jpg" alt="in the box" width="300"></section>
     <script>
       for (const selector of ['img', 'section']) {
         const filling = document.querySelector(selector);
         filling.onclick = () => filling.requestFullscreen();
       }
     </script>`,
  );
  await page.goto(`${origin}/`);
  await expect.poll(() => badges.verdictOf('in the page')).toMatch(verdict);
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => badges.words()).toEqual([]);
  await page.emulateMedia({ media: null });
  await page.locator('dialog').evaluate((dialog: HTMLDialogElement) => dialog.showModal());
  await expect.poll(() => badges.verdictOf('in the lightbox')).toMatch(verdict);
  await page.locator('dialog').evaluate((dialog: HTMLDialogElement) => dialog.close());
  await expect.poll(() => badges.verdictOf('in the lightbox')).toBeUndefined();
  const popover = page.locator('#lightbox');
  await popover.evaluate((element: HTMLElement) => element.showPopover());
  await expect.poll(() => badges.verdictOf('in the popover')).toMatch(verdict);
  expect(await badges.isOnTop('in the popover')).toBe(true);
  await popover.evaluate((element: HTMLElement) => element.hidePopover());
  await expect.poll(() => badges.verdictOf('in the popover')).toBeUndefined();
  const fillScreen = async (name: string) => {
    await page
      .locator(name)
      .first()
      .click({ position: { x: 150, y: 150 } });
    await expect.poll(() => page.evaluate(() => document.fullscreenElement?.localName)).toBe(name);
  };
  await fillScreen('img');
  await expect.poll(() => badges.verdictOf('in the page')).toMatch(verdict);
  await page.evaluate(() => document.exitFullscreen());
  await fillScreen('section');
  await expect
    .poll(() => badges.words())
    .toEqual([expect.stringMatching(/^(Real|Fake|Unsure): in the box$/)]);
  expect(await badges.isOnTop('in the box')).toBe(true);
});

test('pictures have their badges after a visit elsewhere, within the page or away from it', async ({
  page,
  site,
  badges,
}) => {
  addPicture(site, ...['/one.jpg', '/two.jpg'].map(toUrl));
  site.add(`${origin}/`, '<main><img src="/one.jpg" alt="first view" width="300"></main>');
  site.add(toUrl('/away'), '<p>Nothing to see.</p>');
  await page.goto(`${origin}/`);
  await expect.poll(() => badges.verdictOf('first view')).toMatch(verdict);
  await page.evaluate(() => {
    history.pushState(null, '', '/second');
    const image = '<img src="/two.jpg" alt="second view" width="300">';
    document.querySelector('main')?.setHTMLUnsafe(image);
    addEventListener('pageshow', ({ persisted }) => (document.title = `kept: ${persisted}`));
  });
  await expect
    .poll(() => badges.words())
    .toEqual([expect.stringMatching(/^(Real|Fake|Unsure): second view$/)]);
  await page.goto(toUrl('/away'));
  await page.evaluate(() => history.back());
  await expect.poll(() => page.title()).toBe('kept: true');
  await expect.poll(() => new Badges(page).verdictOf('second view')).toMatch(verdict);
});

test('pages that are open already have badges once the extension is installed', async ({ web }) => {
  addPicture(web, toUrl('/one.jpg'));
  web.add(`${origin}/`, '<img src="/one.jpg" alt="there before" width="300">');
  const context = await launchOn(web, {
    extension: '',
    profile: createProfile(),
    args: ['--enable-unsafe-extension-debugging'],
  });
  const page = await context.newPage();
  await page.goto(`${origin}/`);
  const session = await context.browser()?.newBrowserCDPSession();
  await session?.send('Extensions.loadUnpacked' as never, { path: extensionFolder } as never);
  await findServiceWorker(context);
  await expect.poll(() => new Badges(page).verdictOf('there before')).toMatch(verdict);
  await context.close();
  web.clear();
});

function toUrl(path: string): string {
  return `${origin}${path}`;
}
