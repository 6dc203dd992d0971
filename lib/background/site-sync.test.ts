import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  siteSyncProblemSetting,
  siteSyncSetting,
  sitesSetting,
  syncedSitesSetting,
} from '../settings/settings';
import { defaultRules, type SiteRules } from '../settings/sites';
import { fitsAccount, fromSynced, saySame, toSynced } from '../settings/synced-sites';
import { syncSites } from './site-sync';

const rules: SiteRules = {
  elsewhere: 'click',
  rules: [
    { pattern: 'z.com', mode: 'never' },
    { pattern: 'a.com', mode: 'hover' },
  ],
};
const others: SiteRules = { elsewhere: 'never', rules: [{ pattern: 'b.com', mode: 'automatic' }] };

let life: AbortController;
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
const synced = async () => {
  const held = await syncedSitesSetting.get();
  return held && fromSynced(held);
};

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('reportError', vi.fn());
  life = new AbortController();
  syncSites(life.signal);
});

afterEach(async () => {
  life.abort();
  await settle();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('lets nothing leave this browser unless wished', async () => {
  await sitesSetting.set(rules);
  await settle();
  expect(await fakeBrowser.storage.sync.get()).toEqual({});
});

it('gives the account what it holds none of, and every change from then on', async () => {
  await siteSyncSetting.set(true);
  await vi.waitFor(async () => expect(await synced()).not.toBeNull());
  expect(saySame((await synced()) ?? others, defaultRules)).toBe(true);
  await sitesSetting.set(rules);
  await vi.waitFor(async () => expect(saySame((await synced()) ?? others, rules)).toBe(true));
});

it('takes the rules of the other browsers when it joins them, and when they change', async () => {
  await syncedSitesSetting.set(toSynced(others));
  await siteSyncSetting.set(true);
  await vi.waitFor(async () => expect(await sitesSetting.get()).toEqual(others));
  await syncedSitesSetting.set(toSynced(rules));
  await vi.waitFor(async () => expect(saySame(await sitesSetting.get(), rules)).toBe(true));
});

it('is not set back by the echo of its own earlier change', async () => {
  await siteSyncSetting.set(true);
  await settle();
  await Promise.all([sitesSetting.set(others), sitesSetting.set(rules)]);
  await settle();
  expect(saySame(await sitesSetting.get(), rules)).toBe(true);
  expect(saySame((await synced()) ?? others, rules)).toBe(true);
});

it('leaves the rules here, and says so, when there are too many for the account', async () => {
  await siteSyncSetting.set(true);
  await settle();
  const many: SiteRules = {
    elsewhere: 'never',
    rules: Array.from({ length: 500 }, (_, at) => ({
      pattern: `number-${at}.example.com`,
      mode: 'click',
    })),
  };
  await sitesSetting.set(many);
  await vi.waitFor(async () => expect(await siteSyncProblemSetting.get()).toBe('tooLarge'));
  expect(await sitesSetting.get()).toEqual(many);
  await sitesSetting.set(rules);
  await vi.waitFor(async () => expect(await siteSyncProblemSetting.get()).toBeNull());
});

it('leaves the rules here, and says so, when the browser does not take them', async () => {
  await siteSyncSetting.set(true);
  await settle();
  vi.spyOn(fakeBrowser.storage.sync, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
  await sitesSetting.set(rules);
  await vi.waitFor(async () => expect(await siteSyncProblemSetting.get()).toBe('refused'));
  expect(await sitesSetting.get()).toEqual(rules);
});

it('believes no account that holds something else', async () => {
  await fakeBrowser.storage.sync.set({ sites: { elsewhere: 'never', automatic: ['https://*'] } });
  await siteSyncSetting.set(true);
  await settle();
  expect(await sitesSetting.get()).toEqual(defaultRules);
});

it('counts bytes, the key of the item included', () => {
  const filled = (length: number): SiteRules => ({
    elsewhere: 'never',
    rules: [{ pattern: 'a'.repeat(length), mode: 'click' }],
  });
  const spare = 8192 - 'sites'.length - JSON.stringify(toSynced(filled(0))).length;
  expect(fitsAccount(toSynced(filled(spare)))).toBe(true);
  expect(fitsAccount(toSynced(filled(spare + 1)))).toBe(false);
});
