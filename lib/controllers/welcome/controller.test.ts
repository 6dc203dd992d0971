import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { listedFull, listedStarter } from '../../../components/fixtures/models';
import type { WelcomeActions, WelcomeState } from '../../../components/welcome/WelcomePage';
import { watchModels } from '../../messaging/models';
import { changeSites, sitesSetting } from '../../settings/settings';
import { findMode, withRule } from '../../settings/sites';
import { startWelcome } from './controller';

const send = vi.hoisted(() => vi.fn());
vi.mock('../../messaging/send', () => ({ send }));
vi.mock('../../messaging/models', () => ({ watchModels: vi.fn() }));

const full = listedFull({ status: 'absent', receivedBytes: 0 });
const onAccess = { addListener: vi.fn(), removeListener: vi.fn() };
const permissions = {
  contains: vi.fn<() => Promise<boolean>>(),
  request: vi.fn(),
  onAdded: onAccess,
  onRemoved: onAccess,
};

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(fakeBrowser, { permissions });
  permissions.contains.mockReset().mockResolvedValue(true);
  send.mockReset().mockResolvedValue([listedStarter, full]);
  vi.mocked(watchModels).mockReset();
});

function open() {
  let shown: { state: WelcomeState; actions: WelcomeActions } | undefined;
  startWelcome({
    onChange: (state, actions) => (shown = { state, actions }),
    signal: new AbortController().signal,
  });
  return () => {
    if (!shown) throw new Error('Expected the page to show something');
    return shown;
  };
}

it('shows the big feeds as the place to work, until the person chooses', async () => {
  const current = open();
  await vi.waitFor(() => expect(current().state.workplace).toBe('feeds'));
  current().actions.workAt('everywhere');
  await vi.waitFor(() => expect(current().state.workplace).toBe('everywhere'));
  expect(findMode(await sitesSetting.get(), 'https://example.org/')).toBe('automatic');
});

it('shows no place where the person has made other rules', async () => {
  await changeSites((rules) => withRule(rules, { pattern: 'x.com', mode: 'click' }));
  const current = open();
  await vi.waitFor(() => expect(current().state.workplace).toBe('own'));
});

it('gets the full model', async () => {
  const current = open();
  current().actions.getModel(full.model);
  expect(send).toHaveBeenCalledWith('host', 'installModel', full.model);
  await vi.waitFor(() => expect(current().state.models).toEqual([listedStarter, full]));
});

it('tells what the browser withholds, and asks for it', async () => {
  permissions.contains.mockResolvedValue(false);
  const current = open();
  await vi.waitFor(() => expect(current().state.isWithheld).toBe(true));
  current().actions.requestAccess();
  expect(permissions.request).toHaveBeenCalledWith({ origins: ['<all_urls>'] });
});
