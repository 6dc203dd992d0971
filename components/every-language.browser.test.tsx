import { languages, speak } from './fixtures/extension-language';
import './tokens.css';
import { render } from 'preact';
import { page } from 'vitest/browser';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { markLanguage } from '../lib/language/mark-language';
import { findMisfits } from './fixtures/overflow';
import { showPage, shownPages } from './fixtures/pages';

beforeAll(async () => {
  await page.viewport(320, 640);
});

afterEach(() => {
  render(null, document.body);
  speak('en');
  markLanguage(document.documentElement);
});

describe.each(languages)('in %s, on 320 px,', (language) => {
  it.each(shownPages)('$name has room for all its words', async (shown) => {
    speak(language);
    markLanguage(document.documentElement);
    await showPage(shown);
    expect(findMisfits()).toEqual([]);
  });
});

it('is written from right to left where its language is', async () => {
  speak('ar');
  markLanguage(document.documentElement);
  const popup = shownPages.find(({ name }) => name === 'a picture in the popup');
  if (!popup) throw new Error('Expected the popup');
  await showPage(popup);
  expect(document.documentElement.lang).toBe('ar');
  const back = document.querySelector('.picture-view__arrow')?.getBoundingClientRect();
  expect(Number(back?.left)).toBeGreaterThan(160);
  const [real, , fake] = document.querySelectorAll('.score-scale__zone');
  const pointer = document.querySelector('.score-scale__pointer')?.getBoundingClientRect();
  const fakeBox = fake?.getBoundingClientRect();
  expect(Number(fakeBox?.right)).toBeLessThan(Number(real?.getBoundingClientRect().left));
  expect(Number(pointer?.left)).toBeGreaterThan(Number(fakeBox?.left));
  expect(Number(pointer?.right)).toBeLessThan(Number(fakeBox?.right));
});
