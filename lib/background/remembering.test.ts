import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { historyDaysSetting } from '../settings/settings';
import { ensureHost } from './offscreen';
import { followRemembering, pruneAtStart } from './remembering';

vi.mock('./offscreen', () => ({ ensureHost: vi.fn() }));

const life = new AbortController();
const inWindow = (isPrivate: boolean) =>
  Object.assign(fakeBrowser, { extension: { inIncognitoContext: isPrivate } });

beforeEach(() => {
  fakeBrowser.reset();
  inWindow(false);
  vi.stubGlobal('reportError', vi.fn());
  vi.mocked(ensureHost).mockReset();
});
afterEach(() => {
  vi.restoreAllMocks();
});

it('tells how long the person wants things remembered, and follows that', async () => {
  const findRemembering = followRemembering(life.signal);
  expect(await findRemembering()).toEqual({ keepDays: 90 });
  await historyDaysSetting.set(7);
  await vi.waitFor(async () => expect(await findRemembering()).toEqual({ keepDays: 7 }));
});

it('tells of a private window', async () => {
  inWindow(true);
  expect(await followRemembering(life.signal)()).toEqual({ keepDays: 90, isPrivate: true });
});

it('lets nothing be remembered where the setting cannot be read', async () => {
  vi.spyOn(historyDaysSetting, 'get').mockRejectedValueOnce(new Error('broken'));
  expect(await followRemembering(life.signal)()).toEqual({ keepDays: 0 });
});

it('forgets what grew too old when the browser starts', async () => {
  const deliver = vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValue({ ok: true });
  pruneAtStart();
  await fakeBrowser.runtime.onStartup.trigger();
  await vi.waitFor(() => expect(deliver).toHaveBeenCalled());
  expect(ensureHost).toHaveBeenCalledBefore(deliver);
  expect(deliver.mock.lastCall?.[0]).toMatchObject({
    name: 'pruneHistory',
    args: { keepDays: 90 },
    sender: { url: fakeBrowser.runtime.getURL('/') },
  });
});
