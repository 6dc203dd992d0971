import { languages, speak } from './fixtures/extension-language';
import './tokens.css';
import { render } from 'preact';
import { page } from 'vitest/browser';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { markLanguage } from '../lib/language/mark-language';
import { findMisfits } from './fixtures/overflow';
import { shownPages, type ShownPage } from './fixtures/pages';

const frame = () => new Promise(requestAnimationFrame);

async function show({ page, press }: ShownPage): Promise<void> {
  render(page, document.body);
  await frame();
  if (press === undefined) return;
  const pressed = document.querySelector<HTMLElement>(press);
  if (!pressed) throw new Error(`Expected something to press: ${press}`);
  pressed.click();
  await frame();
  await frame();
}

beforeAll(async () => {
  await page.viewport(360, 800);
});

afterEach(() => {
  render(null, document.body);
  speak('en');
  markLanguage(document.documentElement);
});

describe.each(languages)('in %s, on 360 px,', (language) => {
  it.each(shownPages)('$name has room for all its words', async (shown) => {
    speak(language);
    markLanguage(document.documentElement);
    await show(shown);
    expect(findMisfits()).toEqual([]);
  });
});

it('is written from right to left where its language is', async () => {
  speak('ar');
  markLanguage(document.documentElement);
  const popup = shownPages.find(({ name }) => name === 'a picture in the popup');
  if (!popup) throw new Error('Expected the popup');
  await show(popup);
  expect(document.documentElement.lang).toBe('ar');
  const back = document.querySelector('.picture-view__back')?.getBoundingClientRect();
  expect(Number(back?.left)).toBeGreaterThan(180);
  const [real, , fake] = document.querySelectorAll('.score-scale__zone');
  const pointer = document.querySelector('.score-scale__pointer')?.getBoundingClientRect();
  const fakeBox = fake?.getBoundingClientRect();
  expect(Number(fakeBox?.right)).toBeLessThan(Number(real?.getBoundingClientRect().left));
  expect(Number(pointer?.left)).toBeGreaterThan(Number(fakeBox?.left));
  expect(Number(pointer?.right)).toBeLessThan(Number(fakeBox?.right));
});
