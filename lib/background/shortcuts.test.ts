import type { Tabs } from 'webextension-polyfill';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { sitesSetting } from '../settings/settings';
import { findMode } from '../settings/sites';
import { serveShortcuts } from './shortcuts';

type OnCommand = (name: string, tab?: Partial<Tabs.Tab>) => void;
let press: OnCommand;
const tab = { id: 7, windowId: 1, url: 'https://www.feed.test/home' };

const executeScript = vi.fn();
const sendMessage = vi.fn();
const openPopup = vi.fn();
const setBadgeText = vi.fn();
const modeHere = async () => findMode(await sitesSetting.get(), tab.url);

beforeEach(() => {
  fakeBrowser.reset();
  vi.resetAllMocks();
  executeScript.mockResolvedValue([]);
  sendMessage.mockResolvedValue({ ok: true, value: undefined });
  setBadgeText.mockResolvedValue(undefined);
  const onCommand = { addListener: (listener: OnCommand) => (press = listener) };
  Object.assign(fakeBrowser, { commands: { onCommand } });
  Object.assign(fakeBrowser.action, { openPopup, setBadgeText });
  Object.assign(fakeBrowser.i18n, { getMessage: (key: string) => `text of ${key}` });
  Object.assign(fakeBrowser.scripting, { executeScript });
  Object.assign(fakeBrowser.tabs, { sendMessage });
  serveShortcuts();
});

it('checks the pictures of the page in front, whatever its rule', async () => {
  press('check-page', tab);
  await vi.waitFor(() => expect(sendMessage).toHaveBeenCalled());
  expect(executeScript).toHaveBeenCalledOnce();
  expect(sendMessage).toHaveBeenCalledWith(7, { candid: 'page', name: 'checkPage', args: {} }, {});
  expect(await modeHere()).toBe('never');
});

it('switches the site on and off again, and says so on the toolbar', async () => {
  press('toggle-site', tab);
  await vi.waitFor(async () => expect(await modeHere()).toBe('automatic'));
  await vi.waitFor(() => expect(setBadgeText).toHaveBeenCalledOnce());
  expect(setBadgeText).toHaveBeenCalledWith({ tabId: 7, text: 'text of shortcut_on' });
  press('toggle-site', tab);
  await vi.waitFor(async () => expect(await modeHere()).toBe('never'));
  expect(setBadgeText).toHaveBeenLastCalledWith({ tabId: 7, text: 'text of shortcut_off' });
});

it('switches a site on to what is done elsewhere', async () => {
  const rules = [{ pattern: 'feed.test', mode: 'never' as const }];
  await sitesSetting.set({ elsewhere: 'hover', rules });
  press('toggle-site', tab);
  await vi.waitFor(async () => expect(await modeHere()).toBe('hover'));
});

it.each(['check-page', 'toggle-site'])('lets the popup say why %s does nothing', async (name) => {
  executeScript.mockRejectedValue(new Error('Cannot access'));
  press(name, { ...tab, url: 'chrome://settings/' });
  await vi.waitFor(() => expect(openPopup).toHaveBeenCalledWith({ windowId: 1 }));
  expect(setBadgeText).not.toHaveBeenCalled();
});

it('leaves keys of others alone', async () => {
  press('_execute_action', tab);
  await new Promise((resolve) => setTimeout(resolve));
  expect(executeScript).not.toHaveBeenCalled();
  expect(openPopup).not.toHaveBeenCalled();
});
