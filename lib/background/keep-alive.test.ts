import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { keepAlive } from './keep-alive';

/** After this time without a call of its API, Firefox ends an event page. */
const patienceMs = 30_000;
const getPlatformInfo = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  getPlatformInfo.mockReset();
  Object.assign(fakeBrowser.runtime, { getPlatformInfo });
});

afterEach(() => vi.useRealTimers());

it('lets no half minute pass without a call while there is work, and makes none after that', () => {
  let isBusy = true;
  keepAlive(() => isBusy);
  for (let at = 1; at <= 4; at += 1) {
    vi.advanceTimersByTime(patienceMs);
    expect(getPlatformInfo).toHaveBeenCalled();
    getPlatformInfo.mockClear();
  }
  isBusy = false;
  vi.advanceTimersByTime(10 * patienceMs);
  expect(getPlatformInfo).not.toHaveBeenCalled();
});
