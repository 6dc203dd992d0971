import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { dropClosedTabs } from './closed-tabs';
import { ensureHost, hasHost } from './offscreen';

let documents: number;
const createDocument = vi.fn();

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('reportError', vi.fn());
  documents = 0;
  createDocument.mockReset().mockImplementation(async () => {
    await new Promise((resolve) => setTimeout(resolve));
    if (documents > 0) throw new Error('Only a single offscreen document may be created.');
    documents += 1;
  });
  Object.assign(fakeBrowser, { offscreen: { createDocument } });
  Object.assign(fakeBrowser.runtime, {
    getContexts: () => Promise.resolve(Array.from({ length: documents }, () => ({}))),
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it('creates one document for calls at the same time, and none where there is one', async () => {
  await Promise.all([ensureHost(), ensureHost()]);
  await ensureHost();
  expect(createDocument).toHaveBeenCalledOnce();
  expect(createDocument).toHaveBeenCalledWith(
    expect.objectContaining({ url: 'offscreen.html', reasons: ['WORKERS', 'BLOBS'] }),
  );
});

it('creates nothing where the browser has no such documents: the background itself is the host', async () => {
  Reflect.deleteProperty(fakeBrowser, 'offscreen');
  await ensureHost();
  expect(await hasHost()).toBe(true);
  expect(createDocument).not.toHaveBeenCalled();
});

it('tries again after a failure', async () => {
  createDocument.mockRejectedValueOnce(new Error('test'));
  await expect(ensureHost()).rejects.toThrow('test');
  await ensureHost();
  expect(await hasHost()).toBe(true);
});

it('creates a document again after the browser has closed it', async () => {
  await ensureHost();
  documents = 0;
  await ensureHost();
  expect(createDocument).toHaveBeenCalledTimes(2);
});

it('tells the host of a closed tab, but makes no host for that', async () => {
  const received = vi.fn();
  fakeBrowser.runtime.onMessage.addListener(received);
  dropClosedTabs();
  await fakeBrowser.tabs.onRemoved.trigger(5, { windowId: 1, isWindowClosing: false });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(received).not.toHaveBeenCalled();
  expect(createDocument).not.toHaveBeenCalled();

  await ensureHost();
  await fakeBrowser.tabs.onRemoved.trigger(5, { windowId: 1, isWindowClosing: false });
  await vi.waitFor(() => expect(received).toHaveBeenCalled());
  expect(received.mock.calls[0]?.[0]).toMatchObject({
    candid: 'host',
    name: 'dropImages',
    args: { tabId: 5 },
    sender: { tabId: 5 },
  });
});
