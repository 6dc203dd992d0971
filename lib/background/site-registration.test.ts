import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { changeSites, sitesSetting } from '../settings/settings';
import { withoutRule, withRule, type SiteMode, type SiteRules } from '../settings/sites';
import { registerSites } from './site-registration';

interface Script {
  id: string;
  matches?: string[];
  excludeMatches?: string[];
}

let registered: Map<string, Script>;
let injectedTabs: number[];
let openTabs: { id: number; url: string }[];
let life: AbortController;

/** What Chrome does, kept in memory: registering twice, or updating what is not there, fails. */
const scripting = {
  getRegisteredContentScripts: () => Promise.resolve([...registered.values()]),
  registerContentScripts: vi.fn(([script]: [Script]) => {
    if (registered.has(script.id)) return Promise.reject(new Error('Duplicate script ID'));
    registered.set(script.id, script);
    return Promise.resolve();
  }),
  updateContentScripts: ([script]: [Script]) => {
    if (!registered.has(script.id)) return Promise.reject(new Error('Nonexistent script ID'));
    registered.set(script.id, script);
    return Promise.resolve();
  },
  unregisterContentScripts: ({ ids }: { ids: string[] }) => {
    for (const id of ids) registered.delete(id);
    return Promise.resolve();
  },
  executeScript: ({ target }: { target: { tabId: number } }) => {
    injectedTabs.push(target.tabId);
    return Promise.resolve([]);
  },
};

/** Understands patterns of the form `*://host/*`, with `*` or `*.` before the host. */
const query = vi.fn(({ url }: { url: string[] }) =>
  Promise.resolve(
    openTabs.filter((tab) => url.some((pattern) => toExpression(pattern).test(tab.url))),
  ),
);

function toExpression(pattern: string): RegExp {
  const host = pattern.slice('*://'.length, -'/*'.length).replaceAll('.', '\\.');
  const hosts = host === '*' ? '[^/]+' : host.replace(/^\*\\\./, '([^/]+\\.)?');
  return new RegExp(`^https?://${hosts}/`);
}

let onAccess: () => void;
const permissions = {
  onAdded: {
    addListener: (listener: () => void) => (onAccess = listener),
    removeListener: () => undefined,
  },
};

/** Rules as a person means them who names sites only. */
const only = (...patterns: string[]): SiteRules => ({
  elsewhere: 'never',
  rules: patterns.map((pattern) => ({ pattern, mode: 'automatic' })),
});
const set = (pattern: string, mode: SiteMode) =>
  changeSites((rules) => withRule(rules, { pattern, mode }));

const reportError = vi.fn();

/** Everything faked answers within a microtask, so after the next task nothing is under way. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('reportError', reportError);
  Object.assign(fakeBrowser.scripting, scripting);
  Object.assign(fakeBrowser.tabs, { query });
  Object.assign(fakeBrowser, { permissions });
  vi.clearAllMocks();
  registered = new Map();
  injectedTabs = [];
  openTabs = [];
  life = new AbortController();
  registerSites(life.signal);
});

afterEach(async () => {
  life.abort();
  await settle();
  vi.unstubAllGlobals();
});

const install = (reason: 'install' | 'update') =>
  fakeBrowser.runtime.onInstalled.trigger({ reason } as never);
const matches = () => registered.get('page')?.matches;

it('registers nothing but the allowed sites, in top frames, for good', async () => {
  await sitesSetting.set(only('example.com'));
  await vi.waitFor(() =>
    expect(registered.get('page')).toEqual({
      id: 'page',
      js: ['content-scripts/page.js'],
      matches: ['*://example.com/*', '*://www.example.com/*'],
      excludeMatches: [],
      runAt: 'document_idle',
      allFrames: false,
      persistAcrossSessions: true,
    }),
  );
});

it('registers nothing at all where no site is allowed', async () => {
  await sitesSetting.set(only('example.com'));
  await vi.waitFor(() => expect(matches()).toBeDefined());
  await changeSites((rules) => withoutRule(rules, 'example.com'));
  await vi.waitFor(() => expect(registered.size).toBe(0));
});

it('follows the setting through quick changes to the last one', async () => {
  await Promise.all([
    sitesSetting.set(only('a.com')),
    sitesSetting.set(only()),
    sitesSetting.set(only('b.com', 'c.com')),
  ]);
  await vi.waitFor(() =>
    expect(matches()).toEqual(['*://b.com/*', '*://www.b.com/*', '*://c.com/*', '*://www.c.com/*']),
  );
});

it('registers again after an update has dropped the registration, and reaches every open tab', async () => {
  await sitesSetting.set(only('example.com'));
  await vi.waitFor(() => expect(query).toHaveBeenCalledOnce());
  await settle();
  registered.clear();
  openTabs = [
    { id: 1, url: 'https://example.com/feed' },
    { id: 2, url: 'https://example.org/' },
  ];
  await install('update');
  await vi.waitFor(() => expect(injectedTabs).toEqual([1]));
  expect(matches()).toEqual(['*://example.com/*', '*://www.example.com/*']);
});

it('registers again when the browser starts without the registration', async () => {
  await fakeBrowser.runtime.onStartup.trigger();
  await vi.waitFor(() => expect(matches()).toContain('*://x.com/*'));
});

it('reaches the open tabs of a site that is switched on, and of no other', async () => {
  openTabs = [
    { id: 1, url: 'https://old.com/' },
    { id: 2, url: 'https://www.new.com/' },
  ];
  await sitesSetting.set(only('old.com'));
  await vi.waitFor(() => expect(injectedTabs).toEqual([1]));
  await set('new.com', 'hover');
  await vi.waitFor(() => expect(injectedTabs).toEqual([1, 2]));
});

it('registers for all pages but those of sites where nothing is wished, once that is the rule', async () => {
  await sitesSetting.set({
    elsewhere: 'click',
    rules: [
      { pattern: 'bank.com', mode: 'never' },
      { pattern: 'x.com', mode: 'automatic' },
    ],
  });
  await vi.waitFor(() => expect(matches()).toEqual(['*://*/*']));
  expect(registered.get('page')?.excludeMatches).toEqual(['*://bank.com/*', '*://www.bank.com/*']);
});

it('reaches the open tabs of a site whose exception ends, and no other', async () => {
  openTabs = [
    { id: 1, url: 'https://old.com/' },
    { id: 2, url: 'https://www.bank.com/' },
  ];
  await sitesSetting.set({
    elsewhere: 'automatic',
    rules: [{ pattern: 'bank.com', mode: 'never' }],
  });
  await vi.waitFor(() => expect(injectedTabs).toEqual([1]));
  await set('bank.com', 'click');
  await vi.waitFor(() => expect(injectedTabs).toEqual([1, 2]));
});

it('reaches open tabs again once the browser withholds access no longer', async () => {
  openTabs = [{ id: 1, url: 'https://old.com/' }];
  await sitesSetting.set(only('old.com'));
  await vi.waitFor(() => expect(injectedTabs).toEqual([1]));
  onAccess();
  await vi.waitFor(() => expect(injectedTabs).toEqual([1, 1]));
});

it('goes on after a change that could not be registered', async () => {
  const refused = new Error('test');
  scripting.registerContentScripts.mockRejectedValueOnce(refused).mockRejectedValueOnce(refused);
  await sitesSetting.set(only('a.com'));
  await vi.waitFor(() => expect(reportError).toHaveBeenCalled());
  await sitesSetting.set(only('b.com'));
  await vi.waitFor(() => expect(matches()).toContain('*://b.com/*'));
});

describe('beside the service worker of private windows, which shares the registration', () => {
  it('reaches the open tabs of a site that the other one has registered already', async () => {
    openTabs = [{ id: 1, url: 'https://new.com/' }];
    registered.set('page', { id: 'page', matches: ['*://new.com/*', '*://www.new.com/*'] });
    await sitesSetting.set(only('new.com'));
    await vi.waitFor(() => expect(injectedTabs).toEqual([1]));
  });

  it('registers although the other one did so in the same moment', async () => {
    openTabs = [{ id: 1, url: 'https://new.com/' }];
    scripting.registerContentScripts.mockImplementationOnce(([script]: [Script]) => {
      registered.set(script.id, script);
      return Promise.reject(new Error('Duplicate script ID'));
    });
    await sitesSetting.set(only('new.com'));
    await vi.waitFor(() => expect(injectedTabs).toEqual([1]));
    expect(reportError).not.toHaveBeenCalled();
  });
});

it('stops with its signal', async () => {
  life.abort();
  await sitesSetting.set(only('example.com'));
  await fakeBrowser.runtime.onStartup.trigger();
  await settle();
  expect(registered.size).toBe(0);
});
