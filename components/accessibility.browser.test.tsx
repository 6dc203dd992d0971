import { speak } from './fixtures/extension-language';
import './tokens.css';
import { render } from 'preact';
import { page } from 'vitest/browser';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { markLanguage } from '../lib/language/mark-language';
import { findFaults } from './fixtures/axe';
import { emulateMedia } from './fixtures/media';
import { findMisfits } from './fixtures/overflow';
import { showPage, shownPages } from './fixtures/pages';

afterEach(() => {
  render(null, document.body);
  speak('en');
  markLanguage(document.documentElement);
});

afterAll(() => emulateMedia({}));

/** Colours and directions do not hang together, so that not every pair has to be seen. */
describe.each([
  ['light colours', 'en', { 'prefers-color-scheme': 'light' }],
  ['dark colours', 'ar', { 'prefers-color-scheme': 'dark' }],
  ['forced colours', 'en', { 'forced-colors': 'active' }],
] as const)('in %s, in %s,', (_, language, wishes) => {
  beforeAll(async () => {
    await page.viewport(1100, 900);
    await emulateMedia({ ...wishes, 'prefers-reduced-motion': 'reduce' }); // Colours on their way are no colours.
  });

  it.each(shownPages)('axe finds nothing in $name', async (shown) => {
    speak(language);
    markLanguage(document.documentElement);
    await showPage(shown);
    for (const [name, value] of Object.entries(wishes)) {
      expect(matchMedia(`(${name}: ${value})`).matches).toBe(true);
    }
    expect(await findFaults()).toEqual([]);
  });
});

/** Words in the colour of what the browser lays behind all words in forced colours, where it is not told to leave them alone. */
function findHiddenWords(): string[] {
  const { backgroundColor } = getComputedStyle(document.body);
  const isHidden = (element: Element) => {
    const style = getComputedStyle(element);
    const isForced = style.getPropertyValue('forced-color-adjust') === 'auto';
    return isForced && style.color === backgroundColor;
  };
  const hasWords = ({ childNodes }: Element) =>
    [...childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
  const all = [...document.body.querySelectorAll('*')].filter(hasWords);
  return all.filter(isHidden).map(({ textContent }) => textContent);
}

describe('in forced colours', () => {
  beforeAll(() => emulateMedia({ 'forced-colors': 'active' }));

  it.each(shownPages)('no word of $name is hidden', async (shown) => {
    await showPage(shown);
    expect(findHiddenWords()).toEqual([]);
  });
});

/** A window of 1280 by 720 pixels at 200 %, the same at 400 %, and a narrow one at 400 %. */
describe.each([
  [640, 360],
  [320, 180],
  [256, 320],
])('on %d by %d px,', (width, height) => {
  beforeAll(() => page.viewport(width, height));

  it.each(shownPages)('$name is not scrolled sideways', async (shown) => {
    await showPage(shown);
    expect(findMisfits().filter((misfit) => misfit.endsWith('scrolls sideways'))).toEqual([]);
  });
});

it('keeps still where a person wishes that', async () => {
  const countMoving = async (motion: string) => {
    await emulateMedia({ 'prefers-reduced-motion': motion });
    let moving = 0;
    for (const shown of shownPages) {
      await showPage(shown);
      moving += document.getAnimations().length;
      render(null, document.body);
    }
    return moving;
  };
  expect(await countMoving('no-preference')).toBeGreaterThan(0);
  expect(await countMoving('reduce')).toBe(0);
});
