import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { badgeFilterSetting, sensitivitySetting, setSiteAllowed, sitesSetting } from './settings';
import { defaultSites, findSite, isAllowed, matchPatternsOf } from './sites';

beforeEach(() => {
  fakeBrowser.reset();
});

it('starts with the big social feeds, cautious, showing all badges', async () => {
  expect(await sitesSetting.get()).toEqual(defaultSites);
  expect(await sensitivitySetting.get()).toBe('cautious');
  expect(await badgeFilterSetting.get()).toBe('all');
});

it.each([
  ['sites', 'not a list', sitesSetting, defaultSites],
  ['sites', ['https://x.com/'], sitesSetting, defaultSites],
  ['sites', ['*'], sitesSetting, defaultSites],
  ['sensitivity', 'reckless', sensitivitySetting, 'cautious'],
  ['badgeFilter', 7, badgeFilterSetting, 'all'],
])('reads a bad value of %s as the default: %j', async (key, value, setting, fallback) => {
  await fakeBrowser.storage.local.set({ [key]: value });
  expect(await setting.get()).toEqual(fallback);
});

it('allows a site once, and takes it back', async () => {
  await sitesSetting.set([]);
  await setSiteAllowed('example.com', true);
  await setSiteAllowed('example.com', true);
  expect(await sitesSetting.get()).toEqual(['example.com']);
  await setSiteAllowed('example.com', false);
  expect(await sitesSetting.get()).toEqual([]);
});

it.each([
  'http://[::1]:8080/',
  'http://127.0.0.1:8080/',
  'http://localhost/',
  'https://münchen.de/',
])('can allow the site of %s without losing the others', async (url) => {
  const site = findSite(url) ?? '';
  await setSiteAllowed(site, true);
  expect(await sitesSetting.get()).toEqual([...defaultSites, site]);
});

it('tells of changes until its signal aborts, bad values read as the default', async () => {
  const life = new AbortController();
  const seen: unknown[] = [];
  sensitivitySetting.watch((value) => seen.push(value), life.signal);
  await sensitivitySetting.set('alert');
  await fakeBrowser.storage.local.set({ sensitivity: 'reckless' });
  await vi.waitFor(() => expect(seen).toEqual(['alert', 'cautious']));
  life.abort();
  await sensitivitySetting.set('alert');
  expect(seen).toHaveLength(2);
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

it('allows a site with and without www., and no other subdomain or lookalike', () => {
  expect(isAllowed(['x.com'], 'https://www.x.com/home')).toBe(true);
  expect(isAllowed(['x.com'], 'https://x.com/home')).toBe(true);
  expect(isAllowed(['x.com'], 'https://netflix.com/')).toBe(false);
  expect(isAllowed(['x.com'], 'https://ads.x.com/')).toBe(false);
});

it.each([
  ['x.com', ['*://x.com/*', '*://www.x.com/*']],
  ['localhost', ['*://localhost/*', '*://www.localhost/*']],
  ['127.0.0.1', ['*://127.0.0.1/*']],
  ['[::1]', ['*://[::1]/*']],
])('reaches the pages of %s', (site, patterns) => {
  expect(matchPatternsOf(site)).toEqual(patterns);
});
