import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { SitesState } from '../../../components/site';
import { sitesSetting, siteSyncProblemSetting, siteSyncSetting } from '../../settings/settings';
import { readSiteFile } from '../../settings/site-file';
import type { SiteRules } from '../../settings/sites';
import { startSites } from './sites';

const rules: SiteRules = {
  elsewhere: 'never',
  rules: [
    { pattern: 'x.com', mode: 'automatic' },
    { pattern: '*.example.com', mode: 'click' },
    { pattern: 'example.com/art/*', mode: 'never' },
  ],
};

const save = vi.fn<(file: File) => void>();

beforeEach(async () => {
  fakeBrowser.reset();
  save.mockReset();
  await sitesSetting.set(rules);
});

async function open(signal = new AbortController().signal) {
  let shown: SitesState | undefined;
  const actions = startSites({ onChange: (sites) => (shown = sites), save, signal });
  await vi.waitFor(() => expect(shown).toBeDefined());
  const current = () => {
    if (!shown) throw new Error('Expected rules to be shown');
    return shown;
  };
  const patterns = () => current().rules.map(({ pattern }) => pattern);
  return { actions, current, patterns };
}

it('lists the rules so that those of one domain stand together', async () => {
  const { patterns } = await open();
  expect(patterns()).toEqual(['*.example.com', 'example.com/art/*', 'x.com']);
});

it('adds what a person typed, in the form of rules', async () => {
  const { actions, current } = await open();
  expect(actions.addRule(' https://www.News.test/ ', 'hover')).toBeUndefined();
  await vi.waitFor(() =>
    expect(current().rules).toContainEqual({ pattern: 'news.test', mode: 'hover' }),
  );
});

it('says why a rule cannot be added, and adds none', async () => {
  const { actions } = await open();
  expect(actions.addRule('news', 'hover')).toBe('incomplete');
  expect(actions.addRule('www.x.com', 'hover')).toBe('known');
  expect(await sitesSetting.get()).toEqual(rules);
});

it('changes modes, here and elsewhere', async () => {
  const { actions, current } = await open();
  actions.changeRule({ pattern: 'x.com', mode: 'never' });
  await vi.waitFor(() =>
    expect(current().rules).toContainEqual({ pattern: 'x.com', mode: 'never' }),
  );
  actions.chooseElsewhere('hover');
  await vi.waitFor(() => expect(current().elsewhere).toBe('hover'));
});

it('removes a rule and brings it back', async () => {
  const { actions, current, patterns } = await open();
  actions.removeRule('x.com');
  expect(current().change).toEqual({ kind: 'removed', pattern: 'x.com' });
  await vi.waitFor(() => expect(patterns()).not.toContain('x.com'));
  actions.undoRules();
  await vi.waitFor(async () => expect(await sitesSetting.get()).toEqual(rules));
  expect(current().change).toBeUndefined();
});

it('offers to undo only the last change', async () => {
  const { actions, current } = await open();
  actions.removeRule('x.com');
  actions.changeRule({ pattern: '*.example.com', mode: 'hover' });
  expect(current().change).toBeUndefined();
  actions.undoRules();
  await vi.waitFor(() => expect(current().rules).toHaveLength(2));
});

it('exports a file that it can import, and tells how to go back', async () => {
  const { actions, current, patterns } = await open();
  actions.exportRules();
  const [file] = save.mock.lastCall ?? [];
  if (!file) throw new Error('Expected a file');
  expect(file.name).toBe('candid-sites.json');
  expect(readSiteFile(await file.text()).rules).toHaveLength(3);
  await sitesSetting.set({ elsewhere: 'click', rules: [] });
  await vi.waitFor(() => expect(patterns()).toEqual([]));
  actions.importRules(file);
  await vi.waitFor(() => expect(patterns()).toHaveLength(3));
  expect(current().change).toEqual({ kind: 'imported', count: 3 });
  actions.undoRules();
  await vi.waitFor(() => expect(current().elsewhere).toBe('click'));
});

it('says why a file cannot be imported, and changes nothing', async () => {
  const { actions, current } = await open();
  actions.importRules(new File(['{"name": "cat"}'], 'cat.json'));
  await vi.waitFor(() =>
    expect(current().fileProblem).toEqual({ code: 'notRules', subject: undefined }),
  );
  expect(await sitesSetting.get()).toEqual(rules);
});

it('tells whether the rules go with the account, and why they may not', async () => {
  const { actions, current } = await open();
  actions.syncRules(true);
  await vi.waitFor(() => expect(current().isSynced).toBe(true));
  expect(await siteSyncSetting.get()).toBe(true);
  await siteSyncProblemSetting.set('tooLarge');
  await vi.waitFor(() => expect(current().syncProblem).toBe('tooLarge'));
});

it('tells nothing more once the page is closed', async () => {
  const closing = new AbortController();
  const { current } = await open(closing.signal);
  closing.abort();
  await sitesSetting.set({ elsewhere: 'click', rules: [] });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(current().elsewhere).toBe('never');
});
