import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Sender } from '../messaging/protocol';
import { forOwnPages } from './own-page';

beforeEach(() => fakeBrowser.reset());

const listHistory = vi.fn<(query: object, sender: Sender) => unknown>();
const answers = forOwnPages({ listHistory });
const inTab = { tabId: 1, frameId: 0 };

it('answers our own pages', () => {
  listHistory.mockReturnValueOnce('all that was judged');
  const sender = { ...inTab, url: fakeBrowser.runtime.getURL('/judged.html') };
  expect(answers.listHistory({}, sender)).toBe('all that was judged');
  expect(listHistory).toHaveBeenCalledExactlyOnceWith({}, sender);
});

it.each([undefined, 'https://feed.test/', 'about:blank', 'ext://candidate/inspector.html'])(
  'refuses %s, and asks nobody',
  (url) => {
    listHistory.mockClear();
    const ask = () => answers.listHistory({}, { ...inTab, url });
    expect(ask).toThrow(expect.objectContaining({ code: 'refused' }));
    expect(listHistory).not.toHaveBeenCalled();
  },
);
