import { describe, expect, it } from 'vitest';
import {
  defaultRules,
  findMode,
  findPatternToChange,
  findReach,
  findRule,
  findSite,
  findWorkplace,
  migrateSitesToV2,
  withoutRule,
  withRule,
  withWorkplace,
  type SiteMode,
  type SiteRules,
} from './sites';
import { isSitePattern } from './site-pattern';

const rulesOf = (elsewhere: SiteMode, rules: Record<string, SiteMode>): SiteRules => ({
  elsewhere,
  rules: Object.entries(rules).map(([pattern, mode]) => ({ pattern, mode })),
});

const layered = rulesOf('never', {
  '*.x.com': 'automatic',
  'x.com': 'hover',
  'photos.x.com': 'click',
  'x.com/private/*': 'never',
});

it.each([
  ['https://x.com/home', 'hover'],
  ['https://www.x.com/home', 'hover'],
  ['https://ads.x.com/', 'automatic'],
  ['https://photos.x.com/', 'click'],
  ['https://x.com/private/1', 'never'],
  ['https://example.org/', 'never'],
])('lets the most specific rule decide over %s: %s', (url, mode) => {
  expect(findMode(layered, url)).toBe(mode);
  expect(findMode({ ...layered, rules: layered.rules.toReversed() }, url)).toBe(mode);
});

it('does elsewhere what the person wishes there, but nothing outside the web', () => {
  const rules = rulesOf('click', { 'bank.com': 'never' });
  expect(findMode(rules, 'https://example.org/')).toBe('click');
  expect(findMode(rules, 'https://bank.com/')).toBe('never');
  for (const url of ['chrome://settings/', 'file:///cat.png', 'about:blank', '', undefined]) {
    expect(findMode(rules, url)).toBe('never');
    expect(findRule(rules, url)).toBeUndefined();
  }
});

it.each([
  ['https://www.reddit.com/r/pics', 'reddit.com'],
  ['http://127.0.0.1:8080/feed', '127.0.0.1'],
  ['chrome://settings/', undefined],
  ['chrome-extension://abc/popup.html', undefined],
  ['file:///home/me/cat.png', undefined],
  ['not a URL', undefined],
  [undefined, undefined],
])('finds the site of %s: %s', (url, site) => {
  expect(findSite(url)).toBe(site);
});

it('starts with patterns that can be stored', () => {
  expect(defaultRules.rules.filter(({ pattern }) => !isSitePattern(pattern))).toEqual([]);
});

describe('the migration to version 2', () => {
  it('lets pictures be checked on the sites that were allowed, and nowhere else', () => {
    expect(migrateSitesToV2(['x.com', 'news.test'])).toEqual(
      rulesOf('never', { 'x.com': 'automatic', 'news.test': 'automatic' }),
    );
    expect(migrateSitesToV2([])).toEqual(rulesOf('never', {}));
  });

  it('leaves alone what is of version 2 already', () => {
    expect(migrateSitesToV2(layered)).toBe(layered);
  });
});

it('changes the rule of a path where that is in force, else the one of the site', () => {
  expect(findPatternToChange(layered, 'https://x.com/private/1')).toBe('x.com/private/*');
  expect(findPatternToChange(layered, 'https://ads.x.com/')).toBe('ads.x.com');
  expect(findPatternToChange(layered, 'https://www.new.com/a')).toBe('new.com');
  expect(findPatternToChange(layered, 'about:blank')).toBeUndefined();
});

it('has one rule for a pattern, and takes it back', () => {
  const rules = rulesOf('never', { 'a.com': 'automatic', 'b.com': 'click' });
  const changed = withRule(rules, { pattern: 'a.com', mode: 'hover' });
  expect(changed).toEqual(rulesOf('never', { 'a.com': 'hover', 'b.com': 'click' }));
  expect(withRule(rules, { pattern: 'c.com', mode: 'never' }).rules.at(-1)?.pattern).toBe('c.com');
  expect(withoutRule(changed, 'a.com')).toEqual(rulesOf('never', { 'b.com': 'click' }));
});

describe('where our code reaches', () => {
  it('is nowhere while nothing is wished', () => {
    expect(findReach(rulesOf('never', {}))).toEqual({ matches: [], excludeMatches: [] });
  });

  it('is the hosts with something to do, once each', () => {
    const rules = rulesOf('never', { 'x.com': 'click', 'x.com/gallery/*': 'hover' });
    expect(findReach(rules).matches).toEqual(['*://x.com/*', '*://www.x.com/*']);
  });

  it('leaves out a subdomain where nothing is wished', () => {
    const rules = rulesOf('never', { '*.x.com': 'automatic', 'ads.x.com': 'never' });
    expect(findReach(rules)).toEqual({
      matches: ['*://*.x.com/*'],
      excludeMatches: ['*://ads.x.com/*', '*://www.ads.x.com/*'],
    });
  });

  it.each([
    ['a subdomain', { '*.x.com': 'never', 'photos.x.com': 'click' }],
    ['a path', { 'x.com': 'never', 'x.com/gallery/*': 'click' }],
    ['a path of all subdomains', { 'x.com': 'never', '*.x.com/gallery/*': 'click' }],
  ] as [string, Record<string, SiteMode>][])(
    'does not leave out a site where %s has a mode of its own',
    (_, rules) => {
      expect(findReach(rulesOf('automatic', rules)).excludeMatches).toEqual([]);
    },
  );

  it('does not leave out a path, as a page changes its path without being loaded', () => {
    const rules = rulesOf('automatic', { 'x.com/private/*': 'never' });
    expect(findReach(rules)).toEqual({ matches: ['*://*/*'], excludeMatches: [] });
  });
});

describe('where a person has Candid work', () => {
  const own = { pattern: 'news.test', mode: 'never' } as const;

  it('is on the big feeds at first', () => {
    expect(findWorkplace(defaultRules)).toBe('feeds');
  });

  it.each(['feeds', 'everywhere', 'asked'] as const)(
    'can be put to %s from anywhere, and leaves their own rules alone',
    (workplace) => {
      for (const before of [defaultRules, rulesOf('hover', { 'x.com': 'never' })]) {
        const after = withWorkplace(withRule(before, own), workplace);
        expect(findWorkplace(after)).toBe(workplace);
        expect(findMode(after, 'https://news.test/')).toBe('never');
        expect(after.rules.filter(({ pattern }) => pattern === 'x.com').length).toBeLessThan(2);
      }
    },
  );

  it('means what it says', () => {
    const modes = (['feeds', 'everywhere', 'asked'] as const).map((workplace) => {
      const rules = withWorkplace(defaultRules, workplace);
      return [findMode(rules, 'https://x.com/'), findMode(rules, 'https://example.org/')];
    });
    expect(modes).toEqual([
      ['automatic', 'never'],
      ['automatic', 'automatic'],
      ['never', 'never'],
    ]);
  });

  it('is their own where they changed a big feed or what holds elsewhere', () => {
    const changed = withRule(defaultRules, { pattern: 'x.com', mode: 'click' });
    expect(findWorkplace(changed)).toBeUndefined();
    expect(findWorkplace({ ...defaultRules, elsewhere: 'hover' })).toBeUndefined();
    expect(findWorkplace(withoutRule(defaultRules, 'x.com'))).toBeUndefined();
  });
});
