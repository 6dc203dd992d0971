import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { SiteMode } from '../settings/sites';
import { judged } from './fixtures/judged';
import { drawPicture } from './fixtures/pictures';
import { badgeFilterSetting, findLayer, sitesSetting, world } from './fixtures/stage';
import { startPage } from './start';

vi.mock('../messaging/send', () => import('./fixtures/stage'));
vi.mock('../messaging/serve', () => import('./fixtures/stage'));
vi.mock('../messaging/picture-reports', () => ({ publishReports: () => undefined }));
vi.mock('../language/translate', () => import('./fixtures/stage'));
vi.mock('../settings/settings', () => import('./fixtures/stage'));

let ended = new AbortController();
const nobody = { tabId: undefined, frameId: undefined };

const choose = (mode: SiteMode, pattern = location.hostname) =>
  sitesSetting.set({ elsewhere: 'never', rules: [{ pattern, mode }] });
const settled = () => new Promise((resolve) => setTimeout(resolve, 250));

beforeEach(async () => {
  await page.viewport(1000, 700);
  document.body.style.cssText = 'margin: 0; padding: 20px';
  Object.assign(world, { asked: [], dropped: [], answer: () => Promise.resolve(judged(0.1)) });
  await badgeFilterSetting.set('suspicious');
  await movePointer(900, 600);
  ended = new AbortController();
});

afterEach(async () => {
  ended.abort();
  history.replaceState(null, '', location.pathname);
  document.body.replaceChildren();
  await badgeFilterSetting.set('all');
});

async function start(mode: SiteMode, pattern?: string): Promise<void> {
  await choose(mode, pattern);
  startPage({ lifetime: { signal: ended.signal, isOver: () => false }, isTop: true });
}

async function addPicture(alt: string): Promise<HTMLImageElement> {
  const image = new Image(240, 180);
  image.alt = alt;
  image.src = URL.createObjectURL(await drawPicture({ width: 400, height: 300 }));
  document.body.append(image);
  await image.decode();
  return image;
}

function buttons(): HTMLButtonElement[] {
  return [...(findLayer()?.querySelectorAll('button') ?? [])];
}

/** What a person sees on pictures: what is there for the keyboard alone is transparent. */
function badges(): string[] {
  const shown = buttons().filter((button) => button.checkVisibility({ opacityProperty: true }));
  return shown.map(({ ariaLabel }) => ariaLabel ?? '');
}

function firstButton(): HTMLButtonElement {
  const [button] = buttons();
  if (!button) throw new Error('Expected a badge, got none');
  return button;
}

async function movePointer(x: number, y: number): Promise<void> {
  await userEvent.hover(document.documentElement, { position: { x, y } });
}

function middleOf(element: Element): [number, number] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

it('never: leaves pictures alone, but a right-click checks one', async () => {
  const image = await addPicture('Beach');
  await start('never');
  await settled();
  expect(world.asked).toEqual([]);
  expect(findLayer()).toBeUndefined();
  await world.handlers?.checkImage({ srcUrl: image.src }, nobody);
  await expect.poll(badges).toEqual(['Real: Beach']);
});

it('on click: offers a check on every picture, and makes the one that is asked for', async () => {
  await addPicture('One');
  const two = await addPicture('Two');
  await start('click');
  await expect.poll(badges).toEqual(['Check: One', 'Check: Two']);
  await movePointer(...middleOf(two));
  await settled();
  expect(world.asked).toEqual([]);
  const { left, top } = two.getBoundingClientRect();
  await userEvent.click(document.documentElement, { position: { x: left + 20, y: top + 18 } });
  await expect.poll(badges).toEqual(['Check: One', 'Real: Two']);
  expect(world.asked.map(({ priority }) => priority)).toEqual(['asked']);
});

it('on click: takes the keyboard too', async () => {
  await addPicture('One');
  await start('click');
  await expect.poll(badges).toEqual(['Check: One']);
  firstButton().focus();
  await settled();
  expect(world.asked).toEqual([]);
  await userEvent.keyboard('{Enter}');
  await expect.poll(badges).toEqual(['Real: One']);
});

it('on hover: checks a picture once the pointer rests on it, and shows nothing before', async () => {
  await addPicture('One');
  const two = await addPicture('Two');
  await start('hover');
  await expect.poll(() => buttons().length).toBe(2);
  expect(badges()).toEqual([]);
  await movePointer(...middleOf(two));
  expect(world.asked).toEqual([]);
  await expect.poll(badges).toEqual(['Real: Two']);
  expect(world.asked).toHaveLength(1);
});

it('on hover: checks nothing that the pointer only passes', async () => {
  const image = await addPicture('One');
  await start('hover');
  await expect.poll(() => buttons().length).toBe(1);
  await movePointer(...middleOf(image));
  await movePointer(900, 600);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(world.asked).toEqual([]);
});

it('on hover: leaves a click at the place of a badge that is not shown to the page', async () => {
  const image = await addPicture('One');
  const clicked = vi.fn();
  image.addEventListener('click', clicked);
  await start('hover');
  await expect.poll(() => buttons().length).toBe(1);
  const { left, top } = image.getBoundingClientRect();
  await userEvent.click(document.documentElement, { position: { x: left + 20, y: top + 18 } });
  expect(clicked).toHaveBeenCalledOnce();
});

it('on hover: checks the picture whose badge gets the focus', async () => {
  await addPicture('One');
  await start('hover');
  await expect.poll(() => buttons().length).toBe(1);
  firstButton().focus();
  await expect.poll(badges).toEqual(['Real: One']);
});

it('finds a picture that takes no part in hit tests', async () => {
  const image = await addPicture('One');
  image.style.pointerEvents = 'none';
  await start('hover');
  await expect.poll(() => buttons().length).toBe(1);
  await movePointer(...middleOf(image));
  await expect.poll(badges).toEqual(['Real: One']);
});

it('takes everything back when nothing is wished any more', async () => {
  const image = await addPicture('One');
  await start('click');
  await expect.poll(badges).toEqual(['Check: One']);
  await world.handlers?.checkImage({ srcUrl: image.src }, nobody);
  await expect.poll(badges).toEqual(['Real: One']);
  await choose('never');
  await expect.poll(() => buttons()).toEqual([]);
});

it('changes from one way to another at once', async () => {
  await addPicture('One');
  await badgeFilterSetting.set('all');
  await start('click');
  await expect.poll(badges).toEqual(['Check: One']);
  await choose('automatic');
  await expect.poll(badges).toEqual(['Real: One']);
  await choose('click');
  await expect.poll(badges).toEqual(['Check: One']);
});

it('checks all pictures of a page where a person wants it, and stops when the page changes', async () => {
  await addPicture('One');
  await badgeFilterSetting.set('all');
  await start('never');
  await world.handlers?.checkPage({}, nobody);
  await expect.poll(badges).toEqual(['Real: One']);
  history.pushState(null, '', '/elsewhere');
  await addPicture('Two');
  await expect.poll(() => buttons()).toEqual([]);
});

it('follows a page to a path with a rule of its own, without a load', async () => {
  await addPicture('One');
  await start('click', `${location.hostname}/gallery/*`);
  await settled();
  expect(buttons()).toEqual([]);
  history.pushState(null, '', '/gallery/1');
  await addPicture('Two');
  await expect.poll(badges).toEqual(['Check: One', 'Check: Two']);
});
