import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../public/_locales');
const locales = readdirSync(folder).filter((name) => name !== 'en');
const messages = (locale: string) =>
  JSON.parse(readFileSync(join(folder, locale, 'messages.json'), 'utf8')) as Record<
    string,
    { message: string }
  >;
const english = messages('en');
const placesIn = (text: string) => [...new Set(text.match(/\$\d/g))].sort();

it('speaks eight languages', () => {
  expect(locales.sort()).toEqual(['ar', 'de', 'es', 'fr', 'ja', 'pt_BR', 'zh_CN']);
});

it.each(['en', ...locales])('%s names itself, and where its lines begin', (locale) => {
  const { language_tag: tag, language_direction: direction } = messages(locale);
  expect(tag?.message).toBe(locale.replace('_', '-'));
  expect(direction?.message).toBe(locale === 'ar' ? 'rtl' : 'ltr');
});

describe.each(locales)('%s', (locale) => {
  const translated = messages(locale);

  it('says all that English says, and nothing else', () => {
    expect(Object.keys(translated).sort()).toEqual(Object.keys(english).sort());
  });

  it('fills the same places', () => {
    const differing = Object.entries(english)
      .filter(([key, { message }]) => {
        const other = translated[key]?.message ?? '';
        return placesIn(message).join() !== placesIn(other).join();
      })
      .map(([key]) => key);
    expect(differing).toEqual([]);
  });

  it('has nothing that Chromium takes for an undefined placeholder and refuses the extension for', () => {
    const all = Object.entries(translated);
    expect(all.filter(([, { message }]) => /\$[\w@]+\$/.test(message))).toEqual([]);
    expect(all.filter(([, { message }]) => message.trim() === '')).toEqual([]);
  });
});
