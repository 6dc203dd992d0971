import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchReports } from './picture-reports';
import type { PictureReport } from './protocol';

/** The popup's end of a connection to a tab. */
function createPort() {
  const onMessage: ((message: unknown) => void)[] = [];
  const onDisconnect: (() => void)[] = [];
  return {
    onMessage: { addListener: (listener: (message: unknown) => void) => onMessage.push(listener) },
    onDisconnect: { addListener: (listener: () => void) => onDisconnect.push(listener) },
    disconnect: vi.fn(),
    receive: (message: unknown) => onMessage.forEach((listener) => listener(message)),
    lose: () => onDisconnect.forEach((listener) => listener()),
  };
}

const ports: ReturnType<typeof createPort>[] = [];
const connect = vi.hoisted(() => vi.fn());
const onMessage = vi.hoisted(() => ({ addListener: vi.fn(), removeListener: vi.fn() }));
vi.mock('../browser', () => ({ browser: { tabs: { connect }, runtime: { onMessage } } }));

/** A frame says that the content script is there now. */
function announce(tabId: number, frameId: number): void {
  const listener = onMessage.addListener.mock.lastCall?.[0] as (...args: unknown[]) => unknown;
  listener({ candid: 'popup', name: 'announceFrame', args: {} }, { tab: { id: tabId }, frameId });
}

beforeEach(() => {
  vi.useFakeTimers();
  ports.length = 0;
  connect.mockReset().mockImplementation(() => {
    const port = createPort();
    ports.push(port);
    return port;
  });
});

afterEach(() => {
  vi.useRealTimers();
});

const report = (pictureId: string, changedAt: number): PictureReport => ({
  pictureId,
  label: pictureId,
  changedAt,
  state: { status: 'checking' },
});

it('tells the pictures of all frames together, newest first', () => {
  const onReports = vi.fn();
  watchReports(7, onReports, new AbortController().signal);
  ports[0]?.receive({ documentId: 'top', reports: [report('a', 1), report('c', 3)] });
  ports[0]?.receive({ documentId: 'frame', reports: [report('b', 2)] });
  expect(onReports).toHaveBeenLastCalledWith([report('c', 3), report('b', 2), report('a', 1)]);
});

it('connects again to a tab that has no content script yet', () => {
  const onReports = vi.fn();
  watchReports(7, onReports, new AbortController().signal);
  ports[0]?.lose();
  expect(onReports).not.toHaveBeenCalled();
  vi.advanceTimersByTime(500);
  ports[1]?.receive({ documentId: 'top', reports: [report('a', 1)] });
  expect(onReports).toHaveBeenLastCalledWith([report('a', 1)]);
});

it('forgets the pictures of a page that went away', () => {
  const onReports = vi.fn();
  watchReports(7, onReports, new AbortController().signal);
  ports[0]?.receive({ documentId: 'top', reports: [report('a', 1)] });
  ports[0]?.lose();
  expect(onReports).toHaveBeenLastCalledWith([]);
});

it('ends with its signal, also while it waits to connect again', () => {
  const closing = new AbortController();
  watchReports(7, vi.fn(), closing.signal);
  ports[0]?.lose();
  vi.advanceTimersByTime(500);
  closing.abort();
  expect(ports[1]?.disconnect).toHaveBeenCalledOnce();
  ports[1]?.lose();
  vi.advanceTimersByTime(5_000);
  expect(connect).toHaveBeenCalledTimes(2);
});

it('tells the pictures of a frame that came later, until it goes', () => {
  const onReports = vi.fn();
  watchReports(7, onReports, new AbortController().signal);
  ports[0]?.receive({ documentId: 'top', reports: [report('a', 1)] });
  announce(7, 3);
  expect(connect).toHaveBeenLastCalledWith(7, { name: 'picture-reports', frameId: 3 });
  ports[1]?.receive({ documentId: 'frame', reports: [report('b', 2)] });
  expect(onReports).toHaveBeenLastCalledWith([report('b', 2), report('a', 1)]);
  ports[1]?.lose();
  expect(onReports).toHaveBeenLastCalledWith([report('a', 1)]);
});

it('does not ask the frames of other tabs, nor the page itself, to which it connects anyway', () => {
  watchReports(7, vi.fn(), new AbortController().signal);
  announce(8, 3);
  announce(7, 0);
  expect(connect).toHaveBeenCalledOnce();
});
