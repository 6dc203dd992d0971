import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { ClassifyRequest, PictureSource } from '../../messaging/protocol';
import { findCandidates } from './candidates';
import { judged } from '../fixtures/judged';
import { drawPicture } from '../fixtures/pictures';
import {
  fail,
  onlyOn,
  ownBytesOnlySetting,
  sitesSetting,
  stayChecking,
  world,
} from '../fixtures/stage';
import { startPage } from '../start';

vi.mock('../../messaging/send', () => import('../fixtures/stage'));
vi.mock('../../messaging/serve', () => import('../fixtures/stage'));
vi.mock('../../messaging/picture-reports', () => ({ publishReports: () => undefined }));
vi.mock('../../language/translate', () => import('../fixtures/stage'));
vi.mock('../../settings/settings', () => import('../fixtures/stage'));

let ended = new AbortController();

beforeEach(async () => {
  await page.viewport(1000, 700);
  Object.assign(world, { asked: [], dropped: [], answer: stayChecking });
  await sitesSetting.set(onlyOn(location.hostname));
  await ownBytesOnlySetting.set(false);
  ended = new AbortController();
});

afterEach(() => {
  ended.abort();
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

function start(): void {
  startPage({ lifetime: { signal: ended.signal, isOver: () => false }, isTop: true });
}

/** The first element of `html`, on the page. */
function show(html: string): Element {
  document.body.innerHTML = html;
  const image = document.body.querySelector('img, div');
  if (!image) throw new Error('Expected a picture');
  return image;
}

/** A picture of this page's own server, which the host is told to be refused. */
async function showOwnPicture(): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = '/icons/128.png';
  image.style.cssText = 'width: 200px; height: 200px';
  document.body.append(image);
  await image.decode();
  return image;
}

/** Whether the browser still has what it has shown. Playwright's keeps nothing where it watches requests. */
function fakeCache({ isGone }: { isGone: boolean }): void {
  const get = globalThis.fetch;
  vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
    if (init?.cache !== 'only-if-cached') return get(url, init);
    return isGone ? Promise.reject(new TypeError('ERR_CACHE_MISS')) : get(url);
  });
}

type PageSent = Extract<PictureSource, { kind: 'bytes' }>;
type PageSource = Exclude<PictureSource['kind'], 'file'>;
const answerByKind = (answers: Record<PageSource, () => ReturnType<typeof fail>>) => {
  world.answer = ({ source }: ClassifyRequest) => answers[source.kind as PageSource]();
};
const judgedSquare = () => Promise.resolve(judged(0.9, { width: 128, height: 128 }));
const kinds = () => world.asked.map(({ source }) => source.kind);

describe('larger files that may hold the same picture', () => {
  const cdn = 'https://cdn.test';

  it('are those that a page offers to larger screens, the largest first', () => {
    const image = show(
      `<img src="${cdn}/1.jpg" srcset="${cdn}/1.jpg 400w, ${cdn}/2.jpg 800w, ${cdn}/3.jpg 1600w, ${cdn}/0.jpg 200w">`,
    );
    expect(findCandidates(image, `${cdn}/1.jpg`)).toEqual([`${cdn}/3.jpg`, `${cdn}/2.jpg`]);
    expect(findCandidates(image, `${cdn}/3.jpg`)).toEqual([]);
  });

  it('are those of a higher density than the one that is shown', () => {
    const image = show(`<img src="${cdn}/1.jpg" srcset="${cdn}/1.jpg, ${cdn}/2.jpg 2x">`);
    vi.spyOn(image as HTMLImageElement, 'naturalWidth', 'get').mockReturnValue(300);
    expect(findCandidates(image, `${cdn}/1.jpg`)).toEqual([`${cdn}/2.jpg`]);
    expect(findCandidates(image, `${cdn}/2.jpg`)).toEqual([]);
  });

  it('are those of a picture element for whatever screen', () => {
    document.body.innerHTML = `<picture>
      <source media="(min-width: 9000px)" srcset="${cdn}/wide.jpg 2400w">
      <source srcset="${cdn}/small.webp 400w, ${cdn}/large.webp 1200w">
      <img src="${cdn}/small.jpg"></picture>`;
    const image = document.body.querySelector('img') ?? document.body;
    const found = [`${cdn}/wide.jpg`, `${cdn}/large.webp`];
    expect(findCandidates(image, `${cdn}/small.webp`)).toEqual(found);
  });

  it.each([
    [`${cdn}/full/cloud.JPG?download=1`, `${cdn}/full/cloud.JPG?download=1`],
    [`https://www.google.com/imgres?imgurl=${cdn}/cloud&tbnid=1`, `${cdn}/cloud`],
  ])('are what a link around the picture leads to: %s', (href, found) => {
    const image = show(`<a href="${href}"><span><img src="${cdn}/small.jpg"></span></a>`);
    expect(findCandidates(image, `${cdn}/small.jpg`)).toEqual([found]);
  });

  it.each([`${cdn}/article`, 'https://commons.wikimedia.org/wiki/File:Cloud.jpg', '#top'])(
    'are not the page that a link leads to: %s',
    (href) => {
      const image = show(`<a href="${href}"><img src="${cdn}/small.jpg"></a>`);
      expect(findCandidates(image, `${cdn}/small.jpg`)).toEqual([]);
    },
  );

  it('are three at most, and of backgrounds too', () => {
    const url = 'https://pbs.twimg.com/media/GZL9?format=webp&name=small';
    const srcset = [1, 2, 3].map((n) => `${cdn}/${n}.jpg ${n}000w`).join();
    expect(findCandidates(show(`<img srcset="${srcset}">`), url)).toHaveLength(3);
    expect(findCandidates(show('<div></div>'), url)).toHaveLength(2);
  });

  it('go to the host with the picture, unless the person keeps to what pages show', async () => {
    const image = await showOwnPicture();
    image.srcset = '/icons/128.png 128w, /icons/large.png 900w';
    image.sizes = '128px';
    await image.decode();
    start();
    await expect.poll(() => world.asked).toHaveLength(1);
    const candidates = [new URL('/icons/large.png', location.href).href];
    expect(world.asked[0]?.source).toMatchObject({ kind: 'url', candidates });
    ended.abort();
    ended = new AbortController();
    await ownBytesOnlySetting.set(true);
    start();
    await expect.poll(() => world.asked).toHaveLength(2);
    expect(world.asked[1]?.source).toMatchObject({ kind: 'bytes', origin: 'blob' });
  });
});

describe('a picture that its server keeps from the host', () => {
  it.each(['refused', 'unreachable', 'notAPicture'] as const)(
    'is sent by the page where the host was told: %s',
    async (code) => {
      answerByKind({ url: () => fail(code), bytes: judgedSquare as () => Promise<never> });
      await showOwnPicture();
      start();
      await expect.poll(kinds).toEqual(['url', 'bytes']);
      expect(world.asked[1]?.source).toMatchObject({ origin: 'blob' });
    },
  );

  it.each([
    ['nothing, of what the browser has kept', false],
    ['the file, of what it has not', true],
  ])('counts what was downloaded: beside the host’s share %s', async (_, isGone) => {
    const hostsShare = 500;
    fakeCache({ isGone });
    answerByKind({
      url: () => fail('timedOut', hostsShare),
      bytes: judgedSquare as () => Promise<never>,
    });
    await showOwnPicture();
    start();
    await expect.poll(kinds).toEqual(['url', 'bytes']);
    const { bytes, fetchedBytes } = world.asked[1]?.source as PageSent;
    expect(bytes.byteLength).toBeGreaterThan(0);
    expect(fetchedBytes).toBe(hostsShare + (isGone ? bytes.byteLength : 0));
  });

  it('is sent by the page where the host got one of another shape', async () => {
    fakeCache({ isGone: false });
    const size = { width: 300, height: 200, fetchedBytes: 700 };
    const other = () => Promise.resolve(judged(0.9, size));
    answerByKind({
      url: other as () => Promise<never>,
      bytes: judgedSquare as () => Promise<never>,
    });
    await showOwnPicture();
    start();
    await expect.poll(kinds).toEqual(['url', 'bytes']);
    expect(world.asked[1]?.source).toMatchObject({ fetchedBytes: 700 });
  });

  it('is drawn where the page cannot have the file any more', async () => {
    answerByKind({ url: () => fail('notFound'), bytes: judgedSquare as () => Promise<never> });
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('gone', { status: 404 }));
    await showOwnPicture();
    start();
    await expect.poll(kinds).toEqual(['url', 'bytes']);
    expect(world.asked[1]?.source).toMatchObject({ origin: 'pixels' });
  });

  it('is left alone where the file itself is at fault, or the page does not have it', async () => {
    answerByKind({ url: () => fail('damaged'), bytes: () => fail('damaged') });
    await showOwnPicture();
    start();
    await expect.poll(kinds).toEqual(['url']);
    document.body.replaceChildren();
    answerByKind({ url: () => fail('notFound'), bytes: () => fail('damaged') });
    const image = new Image(200, 200);
    image.src = 'https://127.0.0.1:1/broken.png';
    document.body.append(image);
    await expect.poll(kinds).toEqual(['url', 'url']);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(kinds()).toEqual(['url', 'url']);
  });
});

describe('a tab that nobody looks at', () => {
  function setHidden(isHidden: boolean): void {
    const state = isHidden ? 'hidden' : 'visible';
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
    document.dispatchEvent(new Event('visibilitychange'));
  }

  it('gives up what it has asked for, asks for nothing, and asks again when it is shown', async () => {
    await showOwnPicture();
    start();
    await expect.poll(() => world.asked).toHaveLength(1);
    setHidden(true);
    await expect.poll(() => world.dropped).toEqual([world.asked[0]?.requestId]);
    const later = new Image(200, 200);
    later.src = URL.createObjectURL(await drawPicture({ width: 400, height: 400 }));
    document.body.append(later);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(world.asked).toHaveLength(1);
    setHidden(false);
    await expect.poll(() => world.asked).toHaveLength(3);
  });

  it('goes on with what a person asked for', async () => {
    const image = await showOwnPicture();
    await sitesSetting.set(onlyOn());
    start();
    await world.handlers?.checkImage({ srcUrl: image.src }, { tabId: 1, frameId: 0 });
    await expect.poll(() => world.asked).toHaveLength(1);
    setHidden(true);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(world.dropped).toEqual([]);
  });
});
