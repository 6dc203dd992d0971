import { describe, expect, it } from 'vitest';
import {
  compareSpecificity,
  isSitePattern,
  matchesPage,
  matchPatternsOf,
  parsePattern,
  readPattern,
  type SitePattern,
} from './site-pattern';

function parsed(text: string): SitePattern {
  const pattern = parsePattern(text);
  if (!pattern) throw new Error(`Expected a pattern, got ${text}`);
  return pattern;
}

const matches = (pattern: string, page: string) => matchesPage(parsed(pattern), new URL(page));

it.each([
  ['example.com', 'example.com'],
  [' Example.COM/ ', 'example.com'],
  ['example.com/*', 'example.com'],
  ['www.example.com', 'example.com'],
  ['https://www.example.com:8443/gallery/1', 'example.com/gallery/1'],
  ['*.example.com', '*.example.com'],
  ['*://*.example.com/*', '*.example.com'],
  ['example.com/gallery/*', 'example.com/gallery/*'],
  ['example.com/a/**', 'example.com/a/*'],
  ['example.com/Fotos aus Köln'.replaceAll(' ', '-'), 'example.com/Fotos-aus-K%C3%B6ln'],
  ['münchen.de', 'xn--mnchen-3ya.de'],
  ['localhost:3000', 'localhost'],
  ['127.0.0.1', '127.0.0.1'],
  ['[::1]:8080', '[::1]'],
  ['http://wiki', 'wiki'],
])('reads %j as %s', (typed, pattern) => {
  expect(readPattern(typed)).toEqual({ status: 'read', pattern });
  expect(isSitePattern(pattern)).toBe(true);
});

it.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['*', 'everything'],
  ['*://*/*', 'everything'],
  ['https://*/gallery', 'everything'],
  ['<all_urls>', 'everything'],
  ['chrome://settings', 'foreign'],
  ['file:///home/me/cat.png', 'foreign'],
  ['about:blank', 'foreign'],
  ['example.com/search?q=cat', 'query'],
  ['example.com#top', 'query'],
  ['exam*.com', 'wildcard'],
  ['www.*.com', 'wildcard'],
  ['*example.com', 'wildcard'],
  ['reddit', 'incomplete'],
  ['*.reddit', 'incomplete'],
  ['my favourite site', 'malformed'],
  ['a..b', 'malformed'],
  ['*.', 'malformed'],
  ['*.127.0.0.1', 'malformed'],
  ['me@example.com', 'malformed'],
  ['example.com\\gallery', 'malformed'],
])('refuses %j: %s', (typed, problem) => {
  expect(readPattern(typed)).toEqual({ status: 'refused', problem });
});

it.each(['https://x.com/', 'x.com/', 'www.x.com', 'X.com', '*', '', 'x.com/a?b'])(
  'stores no pattern in the form of %j',
  (value) => {
    expect(isSitePattern(value)).toBe(false);
  },
);

describe('a pattern of a host', () => {
  it('is about its pages, with and without www., and about no other host', () => {
    expect(matches('x.com', 'https://www.x.com/home')).toBe(true);
    expect(matches('x.com', 'http://x.com:8080/home?a=b')).toBe(true);
    expect(matches('x.com', 'https://x.com./home')).toBe(true);
    expect(matches('x.com', 'https://netflix.com/')).toBe(false);
    expect(matches('x.com', 'https://ads.x.com/')).toBe(false);
  });

  it('is about its subdomains too where a star says so', () => {
    expect(matches('*.x.com', 'https://ads.x.com/')).toBe(true);
    expect(matches('*.x.com', 'https://a.b.x.com/')).toBe(true);
    expect(matches('*.x.com', 'https://x.com/')).toBe(true);
    expect(matches('*.x.com', 'https://netflix.com/')).toBe(false);
  });
});

it.each([
  ['x.com/gallery', '/gallery', true],
  ['x.com/gallery', '/gallery/1', false],
  ['x.com/gallery/*', '/gallery/1/large', true],
  ['x.com/gallery/*', '/gallery/', true],
  ['x.com/gallery/*', '/galleries/1', false],
  ['x.com/*/media', '/jane/media', true],
  ['x.com/*/media', '/jane/media/1', false],
  ['x.com/*/media/*', '/jane/media/1', true],
  ['x.com/a*a', '/a', false],
  ['x.com/*b*c', '/bbcc', true],
])('%s on the path %s: %s', (pattern, path, isAbout) => {
  expect(matches(pattern, `https://x.com${path}?page=2`)).toBe(isAbout);
});

it('takes no time over many stars', () => {
  const pattern = `x.com/${'*a'.repeat(400)}b`;
  const started = performance.now();
  expect(matches(pattern, `https://x.com/${'a'.repeat(8000)}`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(100);
});

it.each([
  ['x.com/gallery/*', 'x.com'],
  ['*.x.com/gallery/*', 'photos.x.com'],
  ['x.com/gallery/old/*', 'x.com/gallery/*'],
  ['x.com', '*.x.com'],
  ['photos.x.com', '*.x.com'],
  ['*.photos.x.com', '*.x.com'],
])('%s says more precisely than %s where it holds', (precise, wide) => {
  expect(compareSpecificity(parsed(precise), parsed(wide))).toBeGreaterThan(0);
  expect(compareSpecificity(parsed(wide), parsed(precise))).toBeLessThan(0);
});

it.each([
  ['x.com', ['*://x.com/*', '*://www.x.com/*']],
  ['x.com/gallery/*', ['*://x.com/*', '*://www.x.com/*']],
  ['*.x.com', ['*://*.x.com/*']],
  ['localhost', ['*://localhost/*', '*://www.localhost/*']],
  ['127.0.0.1', ['*://127.0.0.1/*']],
  ['[::1]', ['*://[::1]/*']],
])('reaches the pages of %s', (pattern, matchPatterns) => {
  expect(matchPatternsOf(parsed(pattern))).toEqual(matchPatterns);
});
