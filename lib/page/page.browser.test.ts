import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { judged, judgedBelow, judgedUnmeasured } from './fixtures/judged';
import { drawPicture, findDot, turnByExif } from './fixtures/pictures';
import {
  badgeCornerSetting,
  badgeFilterSetting,
  badgeSizeSetting,
  fail,
  findLayer,
  onlyOn,
  sensitivitySetting,
  sitesSetting,
  stayChecking,
  world,
} from './fixtures/stage';
import { badgeSizes } from './mark/badge-sizes';
import { startPage } from './start';

vi.mock('../messaging/send', () => import('./fixtures/stage'));
vi.mock('../messaging/serve', () => import('./fixtures/stage'));
vi.mock('../messaging/picture-reports', () => ({ publishReports: () => undefined }));
vi.mock('../language/translate', () => import('./fixtures/stage'));
vi.mock('../settings/settings', () => import('./fixtures/stage'));

let ended = new AbortController();

beforeEach(async () => {
  await page.viewport(1000, 700);
  document.body.style.cssText = 'margin: 0; padding: 20px';
  Object.assign(world, { asked: [], dropped: [], answer: stayChecking, model: undefined });
  await sitesSetting.set(onlyOn(location.hostname));
  await sensitivitySetting.set('cautious');
  await badgeFilterSetting.set('all');
  await badgeCornerSetting.set('topLeft');
  await badgeSizeSetting.set('medium');
  ended = new AbortController();
});

afterEach(() => {
  ended.abort();
  document.body.replaceChildren();
  scrollTo(0, 0);
});

function start({ isTop = true } = {}): void {
  startPage({ lifetime: { signal: ended.signal, isOver: () => false }, isTop });
}

/** Badges that a person can see, as they are read out, in the order of the Tab key. */
function badges(): string[] {
  return badgeButtons().map(({ ariaLabel }) => ariaLabel ?? '');
}

function badgeButtons(): HTMLButtonElement[] {
  const buttons = [...(findLayer()?.querySelectorAll('button') ?? [])];
  return buttons.filter((button) => button.checkVisibility());
}

function badge(): HTMLButtonElement {
  const [button] = badgeButtons();
  if (!button) throw new Error('Expected a badge, got none');
  return button;
}

function cardText(): string {
  const card = findLayer()?.querySelector<HTMLElement>('.card');
  return card?.checkVisibility() ? card.innerText : '';
}

async function addPicture(
  style = 'width: 240px; height: 180px',
  { alt = 'Beach', blob }: { alt?: string; blob?: Blob } = {},
): Promise<HTMLImageElement> {
  const image = new Image();
  image.alt = alt;
  image.src = await toDataUrl(blob ?? (await drawPicture({ width: 400, height: 300 })));
  image.style.cssText = style;
  document.body.append(image);
  await image.decode();
  return image;
}

async function toDataUrl(blob: Blob): Promise<string> {
  const reader = new FileReader();
  reader.readAsDataURL(blob);
  await new Promise((resolve) => reader.addEventListener('load', resolve));
  return reader.result as string;
}

const answerWith = (...scores: number[]) => {
  world.answer = () => Promise.resolve(judged(scores.shift() ?? 0.5));
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 250));

describe('automatic badges', () => {
  it('name their verdicts in the order of the page', async () => {
    answerWith(0.91, 0.1, 0.5);
    for (const alt of ['One', 'Two', 'Three']) await addPicture(undefined, { alt });
    start();
    await expect.poll(badges).toEqual(['Fake: One', 'Real: Two', 'Unsure: Three']);
    expect(world.asked.map(({ priority }) => priority)).toEqual(['visible', 'visible', 'visible']);
  });

  it('come to a picture added later, between two others', async () => {
    answerWith(0.9, 0.9, 0.9);
    await addPicture(undefined, { alt: 'One' });
    const last = await addPicture(undefined, { alt: 'Three' });
    start();
    await expect.poll(badges).toHaveLength(2);
    last.before(await addPicture(undefined, { alt: 'Two' }));
    await expect.poll(badges).toEqual(['Fake: One', 'Fake: Two', 'Fake: Three']);
  });

  it('leave small pictures alone until they grow', async () => {
    answerWith(0.9);
    const image = await addPicture('width: 63px; height: 200px');
    start();
    await settled();
    expect(world.asked).toEqual([]);
    image.style.width = '64px';
    await expect.poll(badges).toEqual(['Fake: Beach']);
  });

  it('wait until a picture is near the screen', async () => {
    answerWith(0.9);
    await addPicture('display: block; margin-top: 4000px; width: 200px; height: 200px');
    start();
    await settled();
    expect(world.asked).toEqual([]);
    scrollTo(0, 2900);
    await expect.poll(() => world.asked.map(({ priority }) => priority)).toEqual(['near']);
  });

  it('go with their picture, and the check is given up', async () => {
    const image = await addPicture();
    start();
    await expect.poll(badges).toEqual(['Checking: Beach']);
    image.remove();
    await expect.poll(badges).toEqual([]);
    expect(world.dropped).toEqual(world.asked.map(({ requestId }) => requestId));
  });

  it('are judged anew when the picture changes', async () => {
    answerWith(0.9, 0.1);
    const image = await addPicture();
    start();
    await expect.poll(badges).toEqual(['Fake: Beach']);
    image.src = await toDataUrl(await drawPicture({ width: 300, height: 300 }));
    await expect.poll(badges).toEqual(['Real: Beach']);
  });

  it('reach into open shadow roots', async () => {
    answerWith(0.9);
    start();
    const host = document.createElement('x-post');
    document.body.append(host);
    await settled();
    host.attachShadow({ mode: 'open' }).append(await addPicture());
    host.hidden = false;
    host.className = 'upgraded';
    await expect.poll(badges).toEqual(['Fake: Beach']);
  });

  it('say so when a broken picture cannot be checked', async () => {
    world.answer = () => fail('notFound');
    const image = new Image(200, 150);
    image.src = '/no-such-picture.jpg';
    document.body.append(image);
    start();
    await expect.poll(badges).toEqual(['Could not check: no-such-picture.jpg']);
    badge().focus();
    await expect.poll(cardText).toContain('The picture is no longer on its server.');
  });

  it('go at once when the site is switched off, and come back', async () => {
    answerWith(0.9, 0.9);
    await addPicture();
    start();
    await expect.poll(badges).toHaveLength(1);
    await sitesSetting.set(onlyOn('elsewhere.example'));
    await expect.poll(badges).toEqual([]);
    await sitesSetting.set(onlyOn(location.hostname));
    await expect.poll(badges).toHaveLength(1);
  });

  it.each([
    ['come to a frame of an allowed page', () => location.href, ['Checking: Beach']],
    ['stay away from a frame of another page', () => 'https://elsewhere.example/', []],
    ['stay away from a frame that does not know its page', () => null, []],
  ])('%s', async (_, pageUrl, expected) => {
    world.pageUrl = pageUrl();
    await addPicture();
    start({ isTop: false });
    await settled();
    expect(badges()).toEqual(expected);
  });

  it('vanish with their script', async () => {
    answerWith(0.9);
    await addPicture();
    start();
    await expect.poll(badges).toHaveLength(1);
    ended.abort();
    expect(findLayer()).toBeUndefined();
  });
});

describe('settings', () => {
  it('rate pictures anew without asking again', async () => {
    answerWith(0.6);
    await addPicture();
    start();
    await expect.poll(badges).toEqual(['Unsure: Beach']);
    await sensitivitySetting.set('alert');
    await expect.poll(badges).toEqual(['Fake: Beach']);
    expect(world.asked).toHaveLength(1);
  });

  it('hide all but suspicious badges, save those that a person asked for', async () => {
    answerWith(0.9, 0.1, 0.5, 0.1);
    for (const alt of ['One', 'Two', 'Three']) await addPicture(undefined, { alt });
    start();
    await expect.poll(badges).toHaveLength(3);
    await badgeFilterSetting.set('suspicious');
    await expect.poll(badges).toEqual(['Fake: One', 'Unsure: Three']);
    await world.handlers?.checkImage({ srcUrl: document.images[1]?.src ?? '' }, nobody);
    await expect.poll(badges).toEqual(['Fake: One', 'Real: Two', 'Unsure: Three']);
  });

  it('make badges larger and smaller at once, with what hides their width', async () => {
    answerWith(0.9, 0.1);
    for (const alt of ['One', 'Two']) await addPicture('width: 300px; height: 225px', { alt });
    start();
    await expect.poll(badges).toHaveLength(2);
    await badgeCornerSetting.set('topRight');
    for (const size of ['large', 'small', 'medium'] as const) {
      await badgeSizeSetting.set(size);
      const { height, coverWidth } = badgeSizes[size];
      const heights = () => badgeButtons().map(({ offsetHeight }) => offsetHeight);
      await expect.poll(heights).toEqual([height, height]);
      const covered = { left: 296 - coverWidth, width: coverWidth };
      await expect.poll(findCovered).toEqual([covered, covered]);
    }
  });
});

/** What is covered of each picture, as its browser could tell the page. */
function findCovered(): { left: number; width: number }[] {
  return badgeButtons().map(({ parentElement }, at) => {
    if (!parentElement) throw new Error('Expected a badge on a picture');
    const { translate, width } = getComputedStyle(parentElement, '::before');
    const own = parentElement.getBoundingClientRect().left + Number.parseFloat(translate);
    const its = document.images[at]?.getBoundingClientRect().left ?? NaN;
    return { left: Math.round(own - its), width: Number.parseFloat(width) };
  });
}

const nobody = { tabId: undefined, frameId: undefined };

describe('another model that judges from now on', () => {
  const { model: starter } = judged(0.5);
  const other = { ...starter, id: 'other', revision: 'v2' };
  const byOther = (score: number) => Promise.resolve({ ...judged(score), model: other });
  const announce = (model = other) => world.handlers?.noteModel(model, nobody);

  it('is asked about what the one before has judged, once', async () => {
    answerWith(0.9);
    await addPicture();
    start();
    await expect.poll(badges).toEqual(['Fake: Beach']);
    world.answer = () => byOther(0.1);
    await announce();
    await expect.poll(badges).toEqual(['Real: Beach']);
    await announce();
    await settled();
    expect(badges()).toEqual(['Real: Beach']);
    expect(world.asked).toHaveLength(2);
  });

  it('is asked about what the one before may be judging', async () => {
    await addPicture();
    start();
    await expect.poll(() => world.asked).toHaveLength(1);
    world.answer = () => byOther(0.1);
    await announce();
    await expect.poll(badges).toEqual(['Real: Beach']);
    expect(world.dropped).toEqual([world.asked[0]?.requestId]);
  });

  it('is asked about what has left the screen once it is back', async () => {
    answerWith(0.9);
    await addPicture('display: block; width: 200px; height: 200px; margin-bottom: 6000px');
    start();
    await expect.poll(badges).toEqual(['Fake: Beach']);
    scrollTo(0, 6000);
    await settled();
    world.answer = () => byOther(0.1);
    await announce();
    await settled();
    expect(world.asked).toHaveLength(1);
    scrollTo(0, 0);
    await expect.poll(badges).toEqual(['Real: Beach']);
  });

  it('is asked about what a person had asked for', async () => {
    await sitesSetting.set(onlyOn('elsewhere.example'));
    answerWith(0.9);
    const { src } = await addPicture();
    start();
    await settled();
    await world.handlers?.checkImage({ srcUrl: src }, nobody);
    await expect.poll(badges).toEqual(['Fake: Beach']);
    world.answer = () => byOther(0.1);
    await announce();
    await expect.poll(badges).toEqual(['Real: Beach']);
    expect(world.asked.map(({ priority }) => priority)).toEqual(['asked', 'asked']);
  });

  it('is asked about a page that comes back, which has heard of nothing', async () => {
    answerWith(0.9);
    await addPicture();
    start();
    await expect.poll(badges).toEqual(['Fake: Beach']);
    Object.assign(world, { answer: () => byOther(0.1), model: other });
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await expect.poll(badges).toEqual(['Real: Beach']);
  });
});

describe('the page', () => {
  const measure = () => ({
    boxes: [...document.querySelectorAll('html, body, body *')].map((element) =>
      JSON.stringify(element.getBoundingClientRect()),
    ),
    scroll: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
    hits: Array.from({ length: 400 }, (_, index) =>
      document.elementFromPoint((index % 20) * 50, Math.floor(index / 20) * 35),
    ),
  });

  it.each([0.1, 0.5, 0.9])(
    'measures the same with badges and an open card at %d',
    async (score) => {
      for (const width of [100, 300, 980]) {
        await addPicture(`display: block; width: ${width}px; height: 200px; margin-bottom: -40px`);
      }
      const before = measure();
      answerWith(score, score, score);
      start();
      await expect.poll(badges).toHaveLength(3);
      badgeButtons().at(-1)?.focus({ preventScroll: true });
      await expect.poll(cardText).not.toBe('');
      expect(measure()).toEqual(before);
    },
  );

  it('hides badges of pictures under a header, cut off by a scroller or transparent', async () => {
    answerWith(0.9, 0.9, 0.9);
    document.body.innerHTML = `
      <header style="position: fixed; inset: 0 0 auto; height: 90px; z-index: 2"></header>
      <div id="scroller" style="height: 200px; overflow: auto; margin-top: 150px"><div style="height: 600px"></div></div>`;
    const underHeader = await addPicture(
      'position: absolute; top: 40px; left: 400px; width: 200px',
    );
    const cutOff = await addPicture('width: 200px; height: 150px');
    const transparent = await addPicture('width: 200px; height: 150px; opacity: 0');
    const scroller = document.querySelector('#scroller');
    scroller?.append(cutOff);
    start();
    await expect.poll(() => world.asked).toHaveLength(2);
    await settled();
    expect(badges()).toEqual([]);
    scroller?.scrollTo(0, 600);
    await expect.poll(badges).toHaveLength(1);
    transparent.style.opacity = '1';
    await expect.poll(badges).toHaveLength(2);
    underHeader.style.top = '100px';
    await expect.poll(badges).toHaveLength(3);
  });

  it('has its badge on the background that stands in for a transparent picture', async () => {
    answerWith(0.9);
    const image = await addPicture(
      'position: absolute; inset: 0; opacity: 0; width: 200px; height: 150px',
    );
    const post = document.createElement('div');
    post.style.cssText = 'position: relative; width: 200px; height: 150px';
    const painted = document.createElement('div');
    painted.style.cssText = `height: 150px; background: url("${image.src}")`;
    post.append(painted, image);
    document.body.append(post);
    start();
    await expect.poll(badges).toEqual(['Fake: Beach']);
  });

  it('has its badges above a modal dialog that shows pictures', async () => {
    answerWith(0.9);
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.append(await addPicture());
    start();
    await settled();
    expect(badges()).toEqual([]);
    dialog.showModal();
    await expect.poll(badges).toEqual(['Fake: Beach']);
    expect(findLayer()?.host.matches(':popover-open')).toBe(true);
    dialog.close();
    await expect.poll(() => findLayer()?.host.matches(':popover-open')).toBe(false);
    expect(badges()).toEqual([]);
  });

  const offsetFrom = (image: Element) => {
    const [own, its] = [badge().getBoundingClientRect(), image.getBoundingClientRect()];
    return [Math.round(own.left - its.left), Math.round(own.top - its.top)];
  };
  /** Whether all of the badge lies on what is seen at its corners; of ours, nothing is ever hit. */
  const liesOn = (image: Element) => {
    const { left, right, top, bottom } = badge().getBoundingClientRect();
    const corners = [left, right].flatMap((x) => [top, bottom].map((y) => ({ x, y })));
    return corners.every(({ x, y }) => document.elementFromPoint(x, y) === image);
  };

  it('has the badge wholly on a picture that is turned, skewed or in something turned', async () => {
    answerWith(0.9);
    const frame = document.createElement('div');
    frame.style.cssText = 'margin: 90px 120px; width: 240px';
    document.body.append(frame);
    const image = await addPicture();
    frame.append(image);
    start();
    await expect.poll(badges).toHaveLength(1);
    for (const transform of ['rotate(30deg)', 'rotate(-110deg)', 'skewX(40deg)', 'scale(.6, 1)']) {
      image.style.transform = transform;
      await expect.poll(() => liesOn(image), { message: transform }).toBe(true);
    }
    frame.style.rotate = '45deg';
    await expect.poll(() => liesOn(image)).toBe(true);
    for (const corner of ['topRight', 'bottomRight', 'bottomLeft'] as const) {
      const before = offsetFrom(image);
      await badgeCornerSetting.set(corner);
      await expect.poll(() => offsetFrom(image)).not.toEqual(before);
      await expect.poll(() => liesOn(image)).toBe(true);
    }
    await badgeCornerSetting.set('topLeft');
    frame.style.rotate = '180deg';
    image.style.transform = 'none';
    await expect.poll(() => offsetFrom(image)).toEqual([8, 8]);
  });

  it('keeps the badge on a picture in a header that stays while the page scrolls', async () => {
    answerWith(0.9);
    document.body.innerHTML = `<p>Words</p>
      <header style="position: sticky; top: 0; height: 200px"></header><div style="height: 3000px"></div>`;
    const image = await addPicture();
    document.querySelector('header')?.append(image);
    start();
    await expect.poll(badges).toEqual(['Fake: Beach']);
    for (const top of [20, 900, 5]) {
      scrollTo(0, top);
      await expect.poll(() => offsetFrom(image)).toEqual([8, 8]);
      expect(liesOn(image)).toBe(true);
    }
  });

  it('keeps badges on their pictures through every kind of scroll and movement', async () => {
    answerWith(0.9);
    document.body.innerHTML = `
      <div id="outer" style="height: 350px; overflow: auto">
        <div id="scroller" style="height: 300px; overflow: auto"><div style="height: 250px"></div></div>
        <div style="height: 800px"></div>
      </div>
      <div style="height: 3000px"></div>`;
    const image = await addPicture('width: 200px; height: 150px; transition: translate .3s');
    const scroller = document.querySelector('#scroller');
    scroller?.append(image);
    const offset = () => offsetFrom(image);
    start();
    await expect.poll(badges).toHaveLength(1);
    scroller?.scrollTo(0, 70);
    await expect.poll(offset).toEqual([8, 8]);
    document.querySelector('#outer')?.scrollTo(0, 60);
    await expect.poll(offset).toEqual([8, 8]);
    scrollTo(0, 30);
    expect(offset()).toEqual([8, 8]);
    image.style.translate = '100px 0';
    await expect.poll(() => image.getBoundingClientRect().left).toBe(120);
    await expect.poll(offset).toEqual([8, 8]);
  });
});

describe('the source', () => {
  it('is sent by the page for a blob URL, and as pixels once that is revoked', async () => {
    const url = URL.createObjectURL(await drawPicture({ width: 400, height: 300 }));
    const origins = () =>
      world.asked.map(({ source }) => (source.kind === 'bytes' ? source.origin : source.kind));
    const image = await addPicture();
    image.src = url;
    await image.decode();
    start();
    await expect.poll(origins).toEqual(['blob']);
    const copy = await addPicture('display: none; width: 240px; height: 180px');
    copy.src = url;
    await copy.decode();
    URL.revokeObjectURL(url);
    copy.style.display = 'inline';
    await expect.poll(origins).toContain('pixels');
  });
});

describe('the card', () => {
  it('opens under the pointer, says what is known, and closes on Escape', async () => {
    answerWith(0.91);
    const image = await addPicture();
    start();
    await expect.poll(badges).toHaveLength(1);
    await userEvent.hover(image, { position: { x: 20, y: 20 } });
    await expect.poll(cardText).toContain('0.91');
    expect(cardText()).toContain(
      'This mark goes to about 9 of 100 real pictures like this one, and to about 15 of 100 fakes. ' +
        'Measured on 340 pictures, November 2026.',
    );
    expect(cardText()).toMatch(/Counts as\s+An original/);
    expect(cardText()).toContain('1,200 × 900 px · JPEG · 184 kB');
    expect(cardText()).toContain('240 × 180 px');
    await userEvent.keyboard('{Escape}');
    await expect.poll(cardText).toBe('');
  });

  it('says of a thumbnail that it is one, and that its kind was not measured apart', async () => {
    world.answer = () =>
      Promise.resolve(judged(0.91, { width: 256, height: 192, sizeInBytes: 6_000 }));
    const image = await addPicture();
    start();
    await expect.poll(badges).toEqual(['Fake: Beach']);
    await userEvent.hover(image, { position: { x: 20, y: 20 } });
    await expect.poll(cardText).toContain('Judged from a thumbnail.');
    expect(cardText()).toContain('about 12 of 100 real pictures of every kind');
  });

  it('of a picture that is too small to judge shows score and heat, and says why they do not count', async () => {
    const small = judged(0.91, { width: 96, height: 96, sizeInBytes: 2_000 });
    world.answer = () => Promise.resolve(judgedBelow(100, small));
    const image = await addPicture();
    start();
    await expect.poll(badges).toEqual(['Too small to judge: Beach']);
    await userEvent.hover(image, { position: { x: 20, y: 20 } });
    await expect.poll(cardText).toMatch(/^Too small to judge\s+0.91/);
    expect(cardText()).toMatch(/short side is 96 pixels\. Below 100 pixels .* more than 45%/);
    expect(findLayer()?.querySelector('.heat canvas')).toBeVisible();
    expect(findLayer()?.querySelector('.scale-zone.here')).toBeNull();
  });

  it('claims no heat and no error rates of a model that tells neither', async () => {
    world.answer = () => Promise.resolve(judgedUnmeasured(0.91));
    const image = await addPicture();
    start();
    await expect.poll(badges).toHaveLength(1);
    await userEvent.hover(image, { position: { x: 20, y: 20 } });
    await expect.poll(cardText).toContain('Nobody has measured how often this model is wrong.');
    expect(cardText()).toContain('No heatmap from this model.');
    expect(findLayer()?.querySelector('.heat .frame')).toBeVisible();
    expect(findLayer()?.querySelector('.heat canvas')).not.toBeVisible();
  });

  it('keeps a press on a badge from the page', async () => {
    answerWith(0.91);
    const image = await addPicture();
    const pressed = vi.fn();
    document.body.addEventListener('click', pressed, { signal: ended.signal });
    start();
    await expect.poll(badges).toHaveLength(1);
    await userEvent.click(image, { position: { x: 20, y: 20 } });
    await expect.poll(cardText).toContain('Fake');
    expect(pressed).not.toHaveBeenCalled();
    await userEvent.click(image, { position: { x: 200, y: 150 } });
    expect(pressed).toHaveBeenCalledOnce();
    await expect.poll(cardText).toBe('');
  });
});

it('keeps as wide a place from the page whatever the verdict', async () => {
  const images = [];
  for (const alt of ['One', 'Two', 'Three']) images.push(await addPicture(undefined, { alt }));
  answerWith(0.1, 0.5, 0.91);
  const pressed = vi.fn();
  document.body.addEventListener('click', pressed, { signal: ended.signal });
  start();
  await expect.poll(badges).toEqual(['Real: One', 'Unsure: Two', 'Fake: Three']);
  const widths = badgeButtons().map(({ offsetWidth }) => offsetWidth);
  expect(new Set(widths).size).toBeGreaterThan(1);
  const end = 8 + Math.max(...widths);
  for (const image of images) {
    await userEvent.click(image, { position: { x: end - 2, y: 20 } });
    await expect.poll(cardText).not.toBe('');
    expect(pressed).not.toHaveBeenCalled();
    await userEvent.click(image, { position: { x: end + 3, y: 20 } });
    expect(pressed).toHaveBeenCalledOnce();
    pressed.mockClear();
    await expect.poll(cardText).toBe('');
  }
});

describe('right-click', () => {
  const check = (srcUrl: string | null) => world.handlers?.checkImage({ srcUrl }, nobody);

  it('answers at a CSS background with its card open, on a site that is not allowed', async () => {
    await sitesSetting.set(onlyOn());
    answerWith(0.9);
    const url = URL.createObjectURL(await drawPicture({ width: 400, height: 300 }));
    document.body.innerHTML = `<div style="width: 300px; height: 200px; background: url(${url})"></div>`;
    start();
    await check(url);
    await expect.poll(badges).toEqual(['Fake: picture without a name']);
    expect(world.asked[0]?.priority).toBe('asked');
    await expect.poll(cardText).toContain('0.90');
  });

  it('answers at a picture behind the whole page, which has no badge by itself', async () => {
    answerWith(0.9);
    const url = URL.createObjectURL(await drawPicture({ width: 400, height: 300 }));
    document.body.innerHTML = '<p style="height: 500px">Words</p>';
    document.body.style.background = `center / cover no-repeat fixed url(${url})`;
    start();
    await settled();
    expect(badges()).toEqual([]);
    await userEvent.click(document.body, { button: 'right', position: { x: 200, y: 300 } });
    await check(null);
    await expect.poll(badges).toEqual(['Fake: picture without a name']);
    await expect.poll(cardText).toContain('0.90');
  });

  it('finds the picture beneath an overlay', async () => {
    await sitesSetting.set(onlyOn());
    answerWith(0.9);
    await addPicture('position: absolute; left: 50px; top: 50px; width: 200px; height: 200px');
    const overlay = document.createElement('div');
    overlay.style.cssText =
      'position: absolute; left: 50px; top: 50px; width: 200px; height: 200px';
    document.body.append(overlay);
    start();
    await userEvent.click(overlay, { button: 'right' });
    await check(null);
    await expect.poll(badges).toEqual(['Fake: Beach']);
  });

  it('lets a person pick with the keyboard where nothing matches', async () => {
    await sitesSetting.set(onlyOn());
    answerWith(0.9);
    await addPicture(undefined, { alt: 'One' });
    await addPicture(undefined, { alt: 'Two' });
    start();
    await check('https://elsewhere.example/picture.jpg');
    const banner = () => findLayer()?.querySelector('.banner')?.textContent;
    expect(banner()).toContain('Choose the picture to check');
    await userEvent.keyboard('{Tab}{Tab}{Enter}');
    await expect.poll(badges).toEqual(['Fake: Two']);
    expect(banner()).toBeUndefined();
  });

  it('gives up on Escape', async () => {
    await sitesSetting.set(onlyOn());
    await addPicture();
    start();
    await check('https://elsewhere.example/picture.jpg');
    await userEvent.keyboard('{Escape}');
    expect(findLayer()?.querySelector('.banner')).toBeNull();
    expect(world.asked).toEqual([]);
  });
});

describe('the heat', () => {
  const columns = 14;

  /** Where the hottest patch is shown, in viewport coordinates. */
  function hotPoint(hotPatch: number): { x: number; y: number } {
    const canvas = findLayer()?.querySelector('canvas')?.getBoundingClientRect();
    if (!canvas) throw new Error('Expected a heatmap, got none');
    return {
      x: canvas.left + (((hotPatch % columns) + 0.5) / columns) * canvas.width,
      y: canvas.top + ((Math.floor(hotPatch / columns) + 0.5) / columns) * canvas.height,
    };
  }

  /** A dot in the middle of a patch of the scored part, and a judgement that is hot there. */
  function plant(
    region: { x: number; y: number; width: number; height: number },
    hotPatch: number,
  ) {
    world.answer = () => Promise.resolve(judged(0.9, { hotPatch, region }));
    return {
      x: region.x + (((hotPatch % columns) + 0.5) / columns) * region.width,
      y: region.y + ((Math.floor(hotPatch / columns) + 0.5) / columns) * region.height,
    };
  }

  it.each([
    [
      'cover-fitted',
      { width: 1000, height: 600 },
      { x: 0.238, y: 0.064, width: 0.524, height: 0.873 },
      'width: 300px; height: 300px; object-fit: cover; object-position: 40% 10px; padding: 12px; border: 5px solid',
    ],
    [
      'contained',
      { width: 1000, height: 600 },
      { x: 0.238, y: 0.064, width: 0.524, height: 0.873 },
      'width: 400px; height: 400px; object-fit: contain; object-position: right bottom',
    ],
    [
      'panorama',
      { width: 2400, height: 400 },
      { x: 0.427, y: 0.064, width: 0.146, height: 0.873 },
      'width: 500px; height: 250px; object-fit: cover',
    ],
    [
      'scaled',
      { width: 800, height: 800 },
      { x: 0.064, y: 0.064, width: 0.873, height: 0.873 },
      'width: 200px; height: 300px; object-fit: scale-down; scale: 1.5; transform-origin: 0 0',
    ],
  ])('lies at the right pixels of a %s picture', async (_, size, region, style) => {
    const hotPatch = 5 * columns + 6;
    const dot = plant(region, hotPatch);
    await addPicture(style, { blob: await drawPicture({ ...size, dot }) });
    const found = await findDot(await page.screenshot({ save: false }));
    start();
    await expect.poll(badges).toHaveLength(1);
    badge().focus();
    await expect.poll(cardText).not.toBe('');
    const hot = hotPoint(hotPatch);
    expect(Math.abs(hot.x - found.x)).toBeLessThan(2);
    expect(Math.abs(hot.y - found.y)).toBeLessThan(2);
  });

  it('lies at the right pixels of a picture that EXIF turns', async () => {
    const region = { x: 0.064, y: 0.238, width: 0.873, height: 0.524 };
    const hotPatch = 4 * columns + 9;
    const { x, y } = plant(region, hotPatch);
    const stored = await drawPicture(
      { width: 1000, height: 600, dot: { x: y, y: 1 - x } },
      'image/jpeg',
    );
    const image = await addPicture('width: 300px; height: 320px; object-fit: cover', {
      blob: await turnByExif(stored),
    });
    expect([image.naturalWidth, image.naturalHeight]).toEqual([600, 1000]);
    const found = await findDot(await page.screenshot({ save: false }));
    start();
    await expect.poll(badges).toHaveLength(1);
    badge().focus();
    await expect.poll(cardText).not.toBe('');
    const hot = hotPoint(hotPatch);
    expect(Math.abs(hot.x - found.x)).toBeLessThan(2);
    expect(Math.abs(hot.y - found.y)).toBeLessThan(2);
  });
});
