import type { Menus, Tabs } from 'webextension-polyfill';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { offerMenu } from './menu';

type OnClicked = (click: Partial<Menus.OnClickData>, tab?: Partial<Tabs.Tab>) => void;
let click: OnClicked;
const tab = { id: 7, index: 2, windowId: 1 };
const picture = { menuItemId: 'checkImage', frameId: 3, srcUrl: 'https://cdn.example/a b.png' };

const create = vi.fn();
const removeAll = vi.fn();
const executeScript = vi.fn();
const sendMessage = vi.fn();
const createTab = vi.fn();

beforeEach(() => {
  fakeBrowser.reset();
  vi.resetAllMocks();
  executeScript.mockResolvedValue([]);
  sendMessage.mockResolvedValue({ ok: true, value: undefined });
  const onClicked = { addListener: (listener: OnClicked) => (click = listener) };
  removeAll.mockResolvedValue(undefined);
  Object.assign(fakeBrowser.contextMenus, { onClicked, removeAll, create });
  Object.assign(fakeBrowser.i18n, { getMessage: (key: string) => `text of ${key}` });
  Object.assign(fakeBrowser.scripting, { executeScript });
  Object.assign(fakeBrowser.tabs, { sendMessage, create: createTab });
  offerMenu();
});

it('offers its items on everything that a page shows, in private windows too, which hear of no installation', () => {
  const contexts = expect.arrayContaining(['page', 'image', 'link', 'video']) as string[];
  expect(create.mock.calls).toEqual([
    [{ id: 'checkImage', title: 'text of menu_checkImage', contexts }, expect.any(Function)],
    [{ id: 'inspectImage', title: 'text of menu_inspectImage', contexts }, expect.any(Function)],
  ]);
});

it('replaces the items of an earlier version', async () => {
  await fakeBrowser.runtime.onInstalled.trigger({ reason: 'update', temporary: false });
  await vi.waitFor(() => expect(create).toHaveBeenCalledTimes(4));
  expect(removeAll.mock.invocationCallOrder[0]).toBeLessThan(
    create.mock.invocationCallOrder[2] ?? 0,
  );
});

it('checks a picture in the frame that was clicked', async () => {
  click(picture, tab);
  await vi.waitFor(() => expect(sendMessage).toHaveBeenCalled());
  expect(executeScript).toHaveBeenCalledWith({
    target: { tabId: 7, frameIds: [3] },
    files: ['content-scripts/page.js'],
  });
  expect(sendMessage).toHaveBeenCalledWith(
    7,
    { candid: 'page', name: 'checkImage', args: { srcUrl: picture.srcUrl } },
    { frameId: 3 },
  );
  expect(createTab).not.toHaveBeenCalled();
});

it('has a picture looked at closely in the frame that was clicked', async () => {
  click({ ...picture, menuItemId: 'inspectImage' }, tab);
  await vi.waitFor(() => expect(sendMessage).toHaveBeenCalled());
  const message = { candid: 'page', name: 'inspectImage', args: { srcUrl: picture.srcUrl } };
  expect(sendMessage).toHaveBeenCalledWith(7, message, { frameId: 3 });
});

it('leaves the search to the frame where the browser names no picture', async () => {
  click({ menuItemId: 'checkImage', frameId: 0 }, tab);
  await vi.waitFor(() => expect(sendMessage).toHaveBeenCalled());
  expect(sendMessage).toHaveBeenCalledWith(7, expect.objectContaining({ args: { srcUrl: null } }), {
    frameId: 0,
  });
});

it('opens a page of ours next to a page where no script may run', async () => {
  executeScript.mockRejectedValue(new Error('Cannot access'));
  click(picture, tab);
  await vi.waitFor(() => expect(createTab).toHaveBeenCalled());
  expect(createTab).toHaveBeenCalledWith({
    url: fakeBrowser.runtime.getURL('/check.html?src=https%3A%2F%2Fcdn.example%2Fa+b.png'),
    index: 3,
    windowId: 1,
    openerTabId: 7,
  });
  expect(sendMessage).not.toHaveBeenCalled();
});

it('leaves clicks on items of others alone', async () => {
  click({ ...picture, menuItemId: 'other' }, tab);
  await new Promise((resolve) => setTimeout(resolve));
  expect(executeScript).not.toHaveBeenCalled();
});
