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

it('ends with its signal, whether that comes before an answer or after', async () => {
  for (const [closesAfterMs, answers] of [
    [0, 0],
    [500, 1],
  ] as const) {
    const closing = new AbortController();
    const onStatus = vi.fn();
    send.mockClear();
    watchEngineStatus(onStatus, closing.signal);
    if (closesAfterMs > 0) await vi.advanceTimersByTimeAsync(closesAfterMs);
    closing.abort();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(onStatus).toHaveBeenCalledTimes(answers);
    expect(send).toHaveBeenCalledOnce();
  }
});
