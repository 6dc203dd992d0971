import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openInspector } from './inspector';

const create = vi.fn();

beforeEach(() => {
  fakeBrowser.reset();
  create.mockReset();
  Object.assign(fakeBrowser.tabs, {
    create,
    get: (id: number) => Promise.resolve({ id, index: 2, windowId: 5 }),
  });
});

it('opens beside the tab of the picture, in its window', async () => {
  await openInspector('abc', 7);
  expect(create).toHaveBeenCalledExactlyOnceWith({
    url: fakeBrowser.runtime.getURL('/inspector.html?id=abc'),
    index: 3,
    windowId: 5,
    openerTabId: 7,
  });
});

it('opens anywhere for who has no tab, and takes an id for no more than that', async () => {
  await openInspector('a&b=/../', undefined);
  const url = fakeBrowser.runtime.getURL('/inspector.html?id=a%26b%3D%2F..%2F');
  expect(create).toHaveBeenCalledExactlyOnceWith({ url });
});
