import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { badgeFilterSetting, changeSites, sensitivitySetting, sitesSetting } from './settings';
import { defaultRules, findSite, withRule } from './sites';

/** Rules that check pictures on some sites only. */
function rulesFor(...patterns: string[]) {
  return { elsewhere: 'never', rules: patterns.map((pattern) => ({ pattern, mode: 'automatic' })) };
}

beforeEach(() => {
  fakeBrowser.reset();
});

it('starts with the big social feeds, cautious, showing all badges', async () => {
  expect(await sitesSetting.get()).toEqual(defaultRules);
  expect(await sensitivitySetting.get()).toBe('cautious');
  expect(await badgeFilterSetting.get()).toBe('all');
});

it.each([
  ['sites', 'not rules', sitesSetting, defaultRules],
  ['sites', { elsewhere: 'sometimes', rules: [] }, sitesSetting, defaultRules],
  ['sites', rulesFor('https://x.com/'), sitesSetting, defaultRules],
  ['sites', rulesFor('*'), sitesSetting, defaultRules],
  ['sensitivity', 'reckless', sensitivitySetting, 'cautious'],
  ['badgeFilter', 7, badgeFilterSetting, 'all'],
])('reads a bad value of %s as the default: %j', async (key, value, setting, fallback) => {
  await fakeBrowser.storage.local.set({ [key]: value });
  expect(await setting.get()).toEqual(fallback);
});

it('takes over the list of allowed sites of version 1', async () => {
  await fakeBrowser.storage.local.set({ sites: ['x.com', 'news.test'] });
  vi.resetModules();
  const { sitesSetting: reopened } = await import('./settings');
  expect(await reopened.get()).toEqual(rulesFor('x.com', 'news.test'));
  expect(await fakeBrowser.storage.local.get()).toEqual({
    sites: rulesFor('x.com', 'news.test'),
    sites$: { v: 2 },
  });
});

it.each([
  'http://[::1]:8080/',
  'http://127.0.0.1:8080/',
  'http://localhost/',
  'https://münchen.de/',
])('can have a rule for the site of %s without losing the others', async (url) => {
  const rule = { pattern: findSite(url) ?? '', mode: 'click' } as const;
  await changeSites((rules) => withRule(rules, rule));
  expect((await sitesSetting.get()).rules).toEqual([...defaultRules.rules, rule]);
});

it('tells of changes, and from what, until its signal aborts; bad values read as the default', async () => {
  const life = new AbortController();
  const seen: unknown[] = [];
  sensitivitySetting.watch((value, before) => seen.push([before, value]), life.signal);
  await sensitivitySetting.set('alert');
  await fakeBrowser.storage.local.set({ sensitivity: 'reckless' });
  const expected = [
    ['cautious', 'alert'],
    ['alert', 'cautious'],
  ];
  await vi.waitFor(() => expect(seen).toEqual(expected));
  life.abort();
  await sensitivitySetting.set('alert');
  expect(seen).toHaveLength(2);
});
