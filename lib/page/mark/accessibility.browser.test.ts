import { languages, speak, type Language } from '../../../components/fixtures/extension-language';
import { page, userEvent } from 'vitest/browser';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { findFaults } from '../../../components/fixtures/axe';
import { emulateMedia } from '../../../components/fixtures/media';
import { markLanguage } from '../../language/mark-language';
import { judged, judgedBelow } from '../fixtures/judged';
import { drawPicture } from '../fixtures/pictures';
import {
  fail,
  onlyOn,
  openShadowRoots,
  sitesSetting,
  stayChecking,
  world,
} from '../fixtures/stage';
import { startPage } from '../start';

vi.mock('../../messaging/send', () => import('../fixtures/stage'));
vi.mock('../../messaging/serve', () => import('../fixtures/stage'));
vi.mock('../../messaging/picture-reports', () => ({ publishReports: () => undefined }));
vi.mock('../../settings/settings', () => import('../fixtures/stage'));

const small = { width: 120, height: 90 };
const answers: [alt: string, answer: typeof world.answer][] = [
  ['Beach', () => Promise.resolve(judged(0.9))],
  ['Dunes', () => Promise.resolve(judged(0.1))],
  ['Clouds', () => Promise.resolve(judged(0.5))],
  ['Sparrow', () => Promise.resolve(judgedBelow(200, judged(0.9, small)))],
  ['Gone', () => fail('notFound')],
  ['Waiting', stayChecking],
];

let ended = new AbortController();

/** Where axe and we look into the layer; in the extension no root is open. */
function findOpenLayer(): ShadowRoot {
  const root = [...document.documentElement.children].at(-1)?.shadowRoot;
  if (!root) throw new Error('Expected a layer with an open root, got none');
  return root;
}

const badges = () =>
  [...findOpenLayer().querySelectorAll('button')].filter((badge) => badge.checkVisibility());
const names = () => badges().map(({ ariaLabel }) => ariaLabel);
const card = () => findOpenLayer().querySelector<HTMLElement>('.card');

/** A page that is well by itself, with a picture for each answer. */
async function showPage(language: Language): Promise<void> {
  speak(language);
  markLanguage(document.documentElement);
  document.body.innerHTML = '<main><h1>A page</h1></main>';
  for (const [alt] of answers) {
    const image = new Image(240, 180);
    image.alt = alt;
    image.src = URL.createObjectURL(await drawPicture({ width: 400, height: 300 }));
    document.querySelector('main')?.append(image);
    await image.decode();
  }
  startPage({ lifetime: { signal: ended.signal, isOver: () => false }, isTop: true });
}

async function showBadges(language: Language): Promise<void> {
  await showPage(language);
  await expect.poll(() => new Set(badges().map(({ className }) => className)).size).toBe(6);
}

beforeAll(async () => {
  openShadowRoots();
  await page.viewport(1000, 700);
});

beforeEach(async () => {
  const left = answers.map(([, answer]) => answer);
  const answer: typeof world.answer = (request) => (left.shift() ?? stayChecking)(request);
  Object.assign(world, { asked: [], answer });
  await sitesSetting.set(onlyOn(location.hostname));
  ended = new AbortController();
});

afterEach(() => {
  ended.abort();
  document.body.replaceChildren();
  speak('en');
  markLanguage(document.documentElement);
});

afterAll(() => emulateMedia({}));

describe.each([
  { 'prefers-color-scheme': 'light' },
  { 'prefers-color-scheme': 'dark' },
  { 'forced-colors': 'active' },
])('where a person wishes %o,', (wishes) => {
  beforeAll(() => emulateMedia({ ...wishes, 'prefers-reduced-motion': 'reduce' }));

  it.each(['en', 'ar'] as const)(
    'in %s, axe finds nothing in badges and card',
    async (language) => {
      await showBadges(language);
      badges()[0]?.focus();
      await expect.poll(() => card()?.checkVisibility()).toBe(true);
      expect(await findFaults()).toEqual([]);
      card()?.removeAttribute('inert'); // For axe alone: it passes over what nobody can reach.
      expect(await findFaults()).toEqual([]);
    },
  );
});

it('lets axe see what is in the layer', async () => {
  await showBadges('en');
  badges()[0]?.removeAttribute('aria-label');
  const faults = await findFaults();
  expect(faults).toEqual([expect.stringMatching(/^button-name /)]);
});

it.each(languages)('names verdict and picture in %s', async (language) => {
  await showBadges(language);
  for (const [at, [alt]] of answers.entries()) {
    expect(names()[at]).toContain(alt);
    expect(names()[at]?.length).toBeGreaterThan(alt.length + 2);
  }
  expect(new Set(names()).size).toBe(answers.length);
});

it('tells what the card says of its picture, and of no other', async () => {
  await showBadges('en');
  const [first, second] = badges();
  const descriptions = () =>
    badges().map((badge) => {
      const id = badge.getAttribute('aria-describedby');
      return id === null ? '' : (findOpenLayer().getElementById(id)?.textContent.slice(0, 4) ?? id);
    });
  first?.focus();
  await expect.poll(descriptions).toEqual(['Fake', '', '', '', '', '']);
  second?.focus();
  await expect.poll(descriptions).toEqual(['', 'Real', '', '', '', '']);
});

it.each([
  ['no-preference', 'appears softly'],
  ['reduce', 'is there at once'],
])('where a person wishes %s of motion, the card %s', async (motion) => {
  await emulateMedia({ 'prefers-reduced-motion': motion });
  await showBadges('en');
  badges()[0]?.focus();
  await expect.poll(() => card()?.checkVisibility()).toBe(true);
  const { animationName } = getComputedStyle(card() ?? document.body);
  expect(animationName).toBe(motion === 'reduce' ? 'none' : 'appear');
});

it('says aloud which picture the keyboard is on while one is picked', async () => {
  await sitesSetting.set(onlyOn());
  await showPage('en');
  const srcUrl = 'https://elsewhere.test/a.jpg';
  await world.handlers?.checkImage({ srcUrl }, { tabId: undefined, frameId: undefined });
  const status = () => findOpenLayer().querySelector('[role="status"]')?.textContent;
  expect(status()).toContain('Choose the picture to check');
  await userEvent.keyboard('{Tab}{Tab}');
  expect(status()).toContain('Dunes');
  expect(await findFaults()).toEqual([]);
  await userEvent.keyboard('{Escape}');
});
