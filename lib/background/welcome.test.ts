import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { welcomeOnInstall } from './welcome';

const create = vi.fn();
const getLastFocused = vi.fn();
const extension = { inIncognitoContext: false };

beforeEach(() => {
  fakeBrowser.reset();
  create.mockReset();
  getLastFocused.mockReset().mockResolvedValue({ incognito: false });
  extension.inIncognitoContext = false;
  vi.stubGlobal('reportError', vi.fn());
  Object.assign(fakeBrowser, { extension });
  Object.assign(fakeBrowser.tabs, { create });
  Object.assign(fakeBrowser.windows, { getLastFocused });
  welcomeOnInstall();
});

async function install(reason: 'install' | 'update' | 'browser_update', temporary = false) {
  await fakeBrowser.runtime.onInstalled.trigger({ reason, temporary });
  await new Promise((resolve) => setTimeout(resolve));
}

it('opens the first-run page once Candid is installed', async () => {
  await install('install');
  const url = fakeBrowser.runtime.getURL('/welcome.html');
  expect(create).toHaveBeenCalledExactlyOnceWith({ url });
});

it('opens it in a browser that has no window yet', async () => {
  getLastFocused.mockRejectedValue(new Error('No last-focused window'));
  await install('install');
  expect(create).toHaveBeenCalledOnce();
});

it.each(['update', 'browser_update'] as const)('does not open it after %s', async (reason) => {
  await install(reason);
  expect(create).not.toHaveBeenCalled();
});

it('does not open it for private windows, whether they have a background of their own or not', async () => {
  getLastFocused.mockResolvedValue({ incognito: true });
  await install('install');
  getLastFocused.mockResolvedValue({ incognito: false });
  extension.inIncognitoContext = true;
  await install('install');
  expect(create).not.toHaveBeenCalled();
});

it('does not open it for an extension that is loaded for one session', async () => {
  await install('install', true);
  expect(create).not.toHaveBeenCalled();
});
