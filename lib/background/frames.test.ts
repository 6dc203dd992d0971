import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { serveFrames } from './frames';

interface Frame {
  frameId: number;
  innerWidth: number;
  innerHeight: number;
  candidFollow?: () => void;
}

interface Injection {
  target: { frameIds?: number[] };
  func?: (...args: unknown[]) => unknown;
  args?: unknown[];
}

type Listener = (message: unknown, sender: object) => Promise<unknown> | undefined;

let frames: Frame[];
let entered: number[];
let listeners: Listener[];

/** What Chrome does: a function answers from every frame, a file runs in one, and a frame that is gone is an error. */
function executeScript({ target, func, args = [] }: Injection): Promise<unknown> {
  const [wanted] = target.frameIds ?? [];
  if (func) return Promise.resolve(frames.map((frame) => probe(frame, () => func(...args))));
  if (!frames.some(({ frameId }) => frameId === wanted))
    return Promise.reject(new Error('No frame'));
  entered.push(Number(wanted));
  return Promise.resolve([]);
}

function probe({ frameId, ...globals }: Frame, run: () => unknown) {
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  const result = run();
  vi.unstubAllGlobals();
  return { frameId, result };
}

beforeEach(() => {
  fakeBrowser.reset();
  entered = [];
  listeners = [];
  vi.spyOn(fakeBrowser.runtime.onMessage, 'addListener').mockImplementation((listener) => {
    listeners.push(listener as unknown as Listener);
  });
  Object.assign(fakeBrowser.scripting, { executeScript });
  const get = (id: number) => Promise.resolve({ id, url: 'https://news.test/story' });
  Object.assign(fakeBrowser.tabs, { get });
  serveFrames();
});

afterEach(() => vi.restoreAllMocks());

const ask = (name: string, sender: object, args: object = {}) =>
  listeners[0]?.({ candid: 'background', name, args }, sender);
const fromFrame = { tab: { id: 4 }, frameId: 2, url: 'https://embed.test/' };

it('brings the content script into frames that could hold a picture and do not have it', async () => {
  frames = [
    { frameId: 0, innerWidth: 1280, innerHeight: 800, candidFollow: () => undefined },
    { frameId: 3, innerWidth: 300, innerHeight: 250 },
    { frameId: 5, innerWidth: 1, innerHeight: 1 },
    { frameId: 7, innerWidth: 640, innerHeight: 480 },
  ];
  await expect(ask('enterFrames', fromFrame)).resolves.toMatchObject({ ok: true });
  expect(entered).toEqual([3, 7]);
});

it('tells a frame what page it is in', async () => {
  await expect(ask('findPageUrl', fromFrame)).resolves.toEqual({
    ok: true,
    value: 'https://news.test/story',
  });
});

it('has nothing to tell pages of our own', async () => {
  await expect(ask('findPageUrl', {})).resolves.toEqual({ ok: true, value: null });
  frames = [{ frameId: 3, innerWidth: 300, innerHeight: 250 }];
  await ask('enterFrames', {});
  expect(entered).toEqual([]);
});

describe('another model that judges', () => {
  const model = { id: 'community-forensics', revision: 'v2' };
  const sendMessage = vi.fn();

  beforeEach(() => {
    const query = () => Promise.resolve([{ id: 4 }, {}, { id: 7 }]);
    sendMessage.mockReset().mockRejectedValue(new Error('Nobody listens'));
    Object.assign(fakeBrowser.tabs, { query, sendMessage });
  });

  it('is told to the pages of all tabs, also where one does not listen', async () => {
    await expect(ask('announceModel', {}, model)).resolves.toMatchObject({ ok: true });
    const told = { candid: 'page', name: 'noteModel', args: model };
    for (const tabId of [4, 7]) expect(sendMessage).toHaveBeenCalledWith(tabId, told, {});
  });

  it('is told by no page', async () => {
    await expect(ask('announceModel', fromFrame, model)).resolves.toMatchObject({ ok: true });
    expect(sendMessage).not.toHaveBeenCalled();
  });
});
