import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { judged } from '../fixtures/judged';
import { drawPicture } from '../fixtures/pictures';
import { world } from '../fixtures/stage';
import type { Flight } from '../flight';
import { Nearness } from '../geometry/nearness';
import { AutomaticCheck } from './automatic';
import { findUrl } from './find';
import { ContentWatch } from './observe';
import { Pictures } from '../ask/pictures';

vi.mock('../../messaging/send', () => import('../fixtures/stage'));
vi.mock('../../language/translate', () => import('../fixtures/stage'));
vi.mock('../../settings/settings', () => import('../fixtures/stage'));

let ended: AbortController;
/** What was asked about, by `aria-label` or `alt`. */
let asked: Set<string>;
let photo: string;

beforeEach(async () => {
  await page.viewport(1000, 700);
  ended = new AbortController();
  asked = new Set();
  photo = URL.createObjectURL(await drawPicture({ width: 400, height: 300 }));
  Object.assign(world, { asked: [], dropped: [] });
  world.answer = () => Promise.resolve(judged(0.9, { width: 400, height: 300 }));
});

afterEach(() => {
  ended.abort();
  Object.assign(flight, { isOn: false });
  document.body.replaceChildren();
});

const nameOf = (element: Element) =>
  element.getAttribute('aria-label') ?? element.getAttribute('alt') ?? '';

const flight: Pick<Flight, 'isOn'> = { isOn: false };

/** Shows a page and looks at it in every frame, as the content script does. */
function show(html: string): void {
  document.body.innerHTML = html.replaceAll('PHOTO', photo);
  const { signal } = ended;
  const pictures = new Pictures({ signal, isOver: () => false });
  const content = new ContentWatch({ onChange: () => undefined, onMove: () => undefined }, signal);
  const check = new AutomaticCheck({
    flight,
    nearness: new Nearness(signal),
    pictures,
    content,
    ask: (element, priority) => {
      asked.add(nameOf(element));
      pictures.ask(element, priority);
    },
    letGo: (element) => pictures.letGo(element),
    onChange: () => undefined,
    onMove: () => undefined,
    signal,
  });
  const look = () => {
    if (signal.aborted) return;
    const isContentNew = content.takeChange();
    if (isContentNew) pictures.refresh();
    check.refresh({ isContentNew });
    requestAnimationFrame(look);
  };
  look();
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 400));

async function expectAsked(...names: string[]): Promise<void> {
  await expect.poll(() => [...asked].toSorted()).toEqual(names.toSorted());
  await settled();
  expect([...asked].toSorted()).toEqual(names.toSorted());
}

const box = 'display: inline-block; width: 160px; height: 120px;';
const image = (alt: string, attributes = '', side = 150) =>
  `<img src="PHOTO" alt="${alt}" width="${side}" height="${side}" ${attributes}>`;

describe('a page that flies past', () => {
  it('is asked about once it has slowed', async () => {
    Object.assign(flight, { isOn: true });
    show('<img src="PHOTO" alt="photo">');
    await expectAsked();
    Object.assign(flight, { isOn: false });
    await expectAsked('photo');
  });
});

describe('backgrounds', () => {
  it('are found on elements and pseudo-elements, now and when a class brings them', async () => {
    show(`<style>.later .inner, .after::after { background: url(PHOTO) } .after { position: relative }
        .after::after { content: ''; position: absolute; inset: 0 }</style>
      <div style="${box} background: url(PHOTO)" aria-label="own"></div>
      <div class="after" style="${box}" aria-label="after"></div>
      <section><p><b class="inner" style="${box}" aria-label="inner"></b></p></section>`);
    await expectAsked('own', 'after');
    document.querySelector('section')?.classList.add('later');
    await expectAsked('own', 'after', 'inner');
  });

  it('are left alone where they are icons, sprites or only repeat an image', async () => {
    show(`<div style="${box} background: url(PHOTO) 0 0 / 16px 16px no-repeat" aria-label="icon"></div>
      <div style="${box} background: url(PHOTO) -200px -40px no-repeat" aria-label="sprite"></div>
      <div style="${box} background: url(data:image/svg+xml,<svg/>)" aria-label="drawing"></div>
      <div><div style="${box} background: url(PHOTO)" aria-label="copy"></div>${image('image')}</div>`);
    await expectAsked('image');
  });

  it('are left alone once their file proves to be a tile', async () => {
    world.answer = () => Promise.resolve(judged(0.9, { width: 12, height: 12 }));
    show(`<div style="${box} background: url(PHOTO)" aria-label="tile"></div>`);
    await expectAsked('tile');
    asked.clear();
    document.body.className = 'changed';
    await settled();
    expect(world.asked).toHaveLength(1);
    expect([...asked]).toEqual([]);
  });
});

describe('ornaments', () => {
  it('are told by shape and name, at sizes that ornaments have', async () => {
    show(`${image('round portrait', 'style="border-radius: 50%"')}
      <span style="display: inline-block; border-radius: 99px; overflow: hidden">${image('in a round frame')}</span>
      ${image('cut to a circle', 'style="clip-path: circle(50%)"')}
      ${image("Ada's profile picture")}${image('named by its class', 'class="UserAvatar-image"')}
      ${image(':blobcat:', '', 100)}${image('🌊', '', 100)}${image('site logo', '', 120)}
      ${image('square picture')}${image('1984')}${image('large circle', 'style="border-radius: 50%"', 300)}
      ${image('A scene of Avatar in which the forest glows around two figures, seen from far above the trees')}
      ${image('poster of Avatar', '', 300)}`);
    const pictures = [
      ...['square picture', '1984', 'large circle', 'poster of Avatar'],
      'A scene of Avatar in which the forest glows around two figures, seen from far above the trees',
    ];
    await expectAsked(...pictures);
  });
});

describe('what a page veils', () => {
  it('is left alone until the page shows it', async () => {
    show(`<div id="blurred" style="filter: blur(20px)">${image('in a blur')}</div>
      <div style="position: relative; width: 150px">${image('under a cover')}
        <div id="cover" style="position: absolute; inset: 0; backdrop-filter: blur(30px)"></div></div>
      ${image('a little soft', 'style="filter: blur(1px)"')}`);
    await expectAsked('a little soft');
    document.querySelector('#cover')?.remove();
    await expectAsked('a little soft', 'under a cover');
    document.querySelector('#blurred')?.removeAttribute('style');
    await expectAsked('a little soft', 'in a blur', 'under a cover');
  });
});

describe('a canvas', () => {
  const draw = (color: string) => {
    const context = document.querySelector('canvas')?.getContext('2d');
    if (!context) throw new Error('Expected a canvas');
    context.fillStyle = 'rgb(20 40 60)';
    context.fillRect(0, 0, 300, 200);
    context.fillStyle = color;
    context.fillRect(40, 40, 120, 120);
  };

  it('is a picture once a drawing stays on it, and another one once it is drawn anew', async () => {
    show('<canvas width="300" height="200" aria-label="drawn"></canvas>');
    await settled();
    expect(asked.size).toBe(0);
    draw('tomato');
    await expect.poll(() => world.asked, { timeout: 5000 }).toHaveLength(1);
    const [canvas] = document.querySelectorAll('canvas');
    const url = canvas && findUrl(canvas);
    draw('gold');
    await expect.poll(() => world.asked, { timeout: 5000 }).toHaveLength(2);
    expect(canvas && findUrl(canvas)).not.toBe(url);
  });

  it('that is a ring, or never rests, is none', async () => {
    show(
      '<canvas width="300" height="200" aria-label="ring"></canvas><canvas id="film" width="300" height="200"></canvas>',
    );
    const ring = document.querySelector('canvas')?.getContext('2d');
    ring?.strokeRect(4, 4, 292, 192);
    const film = document.querySelector<HTMLCanvasElement>('#film')?.getContext('2d');
    const timer = setInterval(() => {
      if (!film) return;
      film.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`;
      film.fillRect(0, 0, 300, Math.random() * 200);
    }, 50);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    clearInterval(timer);
    expect(asked.size).toBe(0);
  });
});
