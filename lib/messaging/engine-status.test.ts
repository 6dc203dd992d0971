import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchEngineStatus } from './engine-status';
import type { EngineStatus } from './protocol';

const send = vi.hoisted(() => vi.fn());
vi.mock('./send', () => ({ send }));

const status = { status: 'loading' } as EngineStatus;

beforeEach(() => {
  vi.useFakeTimers();
  send.mockReset().mockResolvedValue(status);
});

afterEach(() => {
  vi.useRealTimers();
});

it('tells the state now, and again every second', async () => {
  const onStatus = vi.fn();
  watchEngineStatus(onStatus, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(0);
  expect(onStatus).toHaveBeenCalledExactlyOnceWith(status);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(onStatus).toHaveBeenCalledTimes(3);
});

it('goes on asking a host that does not answer', async () => {
  send.mockRejectedValueOnce(new Error('No answer'));
  const onStatus = vi.fn();
  watchEngineStatus(onStatus, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(onStatus).toHaveBeenCalledExactlyOnceWith(status);
});

it('ends with its signal', async () => {
  const closing = new AbortController();
  const onStatus = vi.fn();
  watchEngineStatus(onStatus, closing.signal);
  closing.abort();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(onStatus).not.toHaveBeenCalled();
  expect(send).toHaveBeenCalledOnce();
});
