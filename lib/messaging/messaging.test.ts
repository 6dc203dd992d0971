import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { CheckError } from '../verdict/failure';
import { ModelError } from '../verdict/model-error';
import type { Envelope } from './protocol';
import { send } from './send';
import { relayToHost, serve, type Handlers } from './serve';

type Listener = (message: unknown, sender: object) => Promise<unknown> | undefined;

/** Every root listener there is, so that a test can see who answers a message and who leaves it alone. */
let listeners: Listener[];
let life: AbortController;

beforeEach(() => {
  fakeBrowser.reset();
  life = new AbortController();
  listeners = [];
  vi.spyOn(fakeBrowser.runtime.onMessage, 'addListener').mockImplementation((listener) => {
    listeners.push(listener as unknown as Listener);
  });
  vi.spyOn(fakeBrowser.runtime.onMessage, 'removeListener').mockImplementation((listener) => {
    listeners = listeners.filter((other) => other !== (listener as unknown as Listener));
  });
});

afterEach(() => {
  life.abort();
  vi.restoreAllMocks();
});

const engineStatus = vi.fn();
const handlers = {
  classifyImage: () => {
    throw new CheckError('notFound', 'expected 200, got 404', { receivedBytes: 9 });
  },
  dropImages: () => undefined,
  findRecord: () => ({ record: undefined, judgement: undefined }),
  listHistory: () => ({ records: [], found: 0, kept: 0 }),
  labelPicture: () => undefined,
  deleteHistory: () => undefined,
  pruneHistory: () => undefined,
  findJudgement: () => {
    throw new TypeError('a fault of ours');
  },
  getEngineStatus: engineStatus,
  tryBetterDevice: engineStatus,
  raiseImage: () => undefined,
  getModel: () => ({ id: 'starter', revision: 'v0' }),
  listModels: () => [],
  installModel: () => {
    throw new ModelError('rateLimited', 'expected 200, got 429', { retryAfterSeconds: 37 });
  },
  pauseInstall: () => undefined,
  removeModel: () => undefined,
  activateModel: () => undefined,
  goBackToPreviousModel: () => undefined,
  getHealth: () => Promise.reject(new Error('not asked for here')),
  probeImage: () => Promise.reject(new Error('not asked for here')),
  addHubModel: () => {
    throw new ModelError('notDetector', 'expected labels', { subject: 'cat, dog' });
  },
  getOriginal: () => undefined,
  explainTiles: () => Promise.reject(new Error('not asked for here')),
  explainLayers: () => Promise.reject(new Error('not asked for here')),
  importModel: (files) => ({ id: files.name, revision: '1' }),
} satisfies Handlers<'host'>;

const envelope: Envelope = { candid: 'host', name: 'getEngineStatus', args: {} };
const relayed: Envelope = { ...envelope, sender: { tabId: 1, frameId: 0 } };
const fromTab = { tab: { id: 4 }, frameId: 2, url: 'https://example.com/feed' };
const answersOf = (message: unknown, sender: object = {}) =>
  listeners.map((listener) => listener(message, sender)).filter((answer) => answer !== undefined);

it.each([
  'a string',
  null,
  { type: 'from another extension' },
  { ...envelope, candid: 'page' },
  envelope,
])('leaves a message alone that the host does not own: %j', (message) => {
  serve('host', handlers, life.signal);
  expect(answersOf(message)).toEqual([]);
});

it('takes nothing as passed on that comes from a tab', () => {
  serve('host', handlers, life.signal);
  expect(answersOf(relayed, fromTab)).toEqual([]);
});

it('believes the browser, and no message, about who asks the background', async () => {
  const findPageUrl = vi.fn();
  const background = {
    findPageUrl,
    enterFrames: vi.fn(),
    openInspector: vi.fn(),
    lendReferrer: vi.fn(),
    announceModel: vi.fn(),
  };
  serve('background', background, life.signal);
  const forged = { tabId: 9, frameId: 0, url: 'https://other.test/' };
  await answersOf(
    { candid: 'background', name: 'findPageUrl', args: {}, sender: forged },
    fromTab,
  )[0];
  const sender = { tabId: 4, frameId: 2, url: fromTab.url };
  expect(findPageUrl).toHaveBeenCalledExactlyOnceWith({}, sender);
});

it('passes a message on once more when the host was lost on the way', async () => {
  relayToHost(() => Promise.resolve({ pass: 'pass' }));
  const answer = { ok: true, value: 'at the second attempt' };
  const deliver = vi.spyOn(fakeBrowser.runtime, 'sendMessage');
  deliver.mockRejectedValueOnce(new Error('message port closed')).mockResolvedValueOnce(answer);
  expect(await answersOf(envelope, fromTab)[0]).toEqual(answer);
});

it.each(['a string', null, { ...envelope, candid: 'page' }, relayed])(
  'passes nothing on that is not for the host or was passed on already: %j',
  (message) => {
    relayToHost(() => Promise.reject(new Error('must not be asked for')));
    expect(answersOf(message)).toEqual([]);
  },
);

it('gives a handler its arguments and who sent them', async () => {
  serve('host', handlers, life.signal);
  engineStatus.mockReturnValue({ status: 'idle' });
  const [answer] = answersOf(relayed);
  expect(await answer).toEqual({ ok: true, value: { status: 'idle' } });
  expect(engineStatus).toHaveBeenCalledWith({}, { tabId: 1, frameId: 0 });
});

it.each([
  ['classifyImage', 'notFound'],
  ['findJudgement', 'engineFailed'],
  ['toString', 'engineFailed'],
])('answers %s with the code of its failure: %s', async (name, code) => {
  serve('host', handlers, life.signal);
  const [answer] = answersOf({ ...relayed, name });
  expect(await answer).toMatchObject({ ok: false, code });
});

it('answers what was downloaded to no purpose, and revives it with the failure', async () => {
  serve('host', handlers, life.signal);
  const [answer] = answersOf({ ...relayed, name: 'classifyImage' });
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValueOnce(await answer);
  const source = { kind: 'url', url: 'https://cdn.test/a.png' } as const;
  const checking = send('host', 'classifyImage', { requestId: 'r', source, priority: 'near' });
  await expect(checking).rejects.toMatchObject({ code: 'notFound', receivedBytes: 9 });
});

it('answers what went wrong with a model, and revives it as the error it was', async () => {
  serve('host', handlers, life.signal);
  const [answer] = answersOf({ ...relayed, name: 'installModel' });
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValueOnce(await answer);
  const failure = await send('host', 'installModel', { id: 'x' }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ModelError);
  expect(failure).toMatchObject({ code: 'rateLimited', retryAfterSeconds: 37 });
});

it('says what the text of a failure names', async () => {
  serve('host', handlers, life.signal);
  const [answer] = answersOf({ ...relayed, name: 'addHubModel' });
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValueOnce(await answer);
  const adding = send('host', 'addHubModel', { repository: 'a/cats', revision: 'main' });
  await expect(adding).rejects.toMatchObject({ code: 'notDetector', subject: 'cat, dog' });
});

it('stops answering with its signal', () => {
  serve('host', handlers, life.signal);
  life.abort();
  expect(answersOf(relayed)).toEqual([]);
});

it('hands over what is answered right here, as a background page that is the host itself must', async () => {
  const sendMessage = vi.spyOn(fakeBrowser.runtime, 'sendMessage');
  serve('host', handlers, life.signal);
  relayToHost(() => Promise.resolve({ pass: 'pass' }));
  engineStatus.mockReturnValue({ status: 'idle' });
  const [answer] = answersOf(envelope, fromTab);
  expect(await answer).toEqual({ ok: true, value: { status: 'idle' } });
  const sender = { tabId: 4, frameId: 2, url: fromTab.url, pass: 'pass' };
  expect(engineStatus).toHaveBeenLastCalledWith({}, sender);
  expect(sendMessage).not.toHaveBeenCalled();
});

it('knows whether somebody waits for an answer', async () => {
  const service = serve('host', handlers, life.signal);
  expect(service.isAnswering()).toBe(false);
  const answers = [...answersOf(relayed), ...answersOf({ ...relayed, name: 'classifyImage' })];
  expect(service.isAnswering()).toBe(true);
  await Promise.all(answers);
  expect(service.isAnswering()).toBe(false);
});

it('makes the host exist, then passes a message on with its sender', async () => {
  const steps: unknown[] = [];
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation((message: unknown) => {
    steps.push(message);
    return Promise.resolve({ ok: true, value: 'from the host' });
  });
  relayToHost(async () => {
    await Promise.resolve();
    steps.push('host exists');
    return { pass: 'pass', keepDays: 90 };
  });
  const [answer] = answersOf(envelope, fromTab);
  expect(await answer).toEqual({ ok: true, value: 'from the host' });
  const sender = { tabId: 4, frameId: 2, url: fromTab.url, pass: 'pass', keepDays: 90 };
  expect(steps).toEqual(['host exists', { ...envelope, sender }]);
});

it('tells the origin of a document that has no address of its own', async () => {
  const deliver = vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValue({ ok: true });
  relayToHost(() => Promise.resolve({ pass: 'pass' }));
  await answersOf(envelope, { ...fromTab, url: 'about:srcdoc', origin: 'https://example.com' })[0];
  expect(deliver.mock.lastCall?.[0]).toMatchObject({ sender: { url: 'https://example.com' } });
});

it.each([
  ['https://example.com/feed', { page: { url: 'https://example.com/feed', title: 'Feed' } }],
  ['chrome-extension://candid/check.html', {}],
])(
  'tells the host which web page the tab at %s shows, and whether it is private',
  async (url, page) => {
    const deliver = vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValue({ ok: true });
    relayToHost(() => Promise.resolve({ pass: 'pass', keepDays: 30 }));
    const tab = { id: 4, url, title: 'Feed', incognito: true };
    await answersOf(envelope, { ...fromTab, tab })[0];
    const { sender } = deliver.mock.lastCall?.[0] as Envelope;
    const told = { tabId: 4, frameId: 2, url: fromTab.url, pass: 'pass', keepDays: 30 };
    expect(sender).toEqual({ ...told, ...page, isPrivate: true });
  },
);

it('answers with a failure when the host cannot be made', async () => {
  relayToHost(() => Promise.reject(new Error('no offscreen document')));
  const [answer] = answersOf(envelope, fromTab);
  expect(await answer).toMatchObject({ ok: false, code: 'engineFailed' });
});

it('opens an answer, and revives a failure as the error it was', async () => {
  const sendMessage = vi.spyOn(fakeBrowser.runtime, 'sendMessage');
  sendMessage.mockResolvedValueOnce({ ok: true, value: 'value' });
  expect(await send('host', 'getEngineStatus', {})).toBe('value');
  sendMessage.mockResolvedValueOnce({ ok: false, code: 'empty', message: '0 bytes' });
  const failure = await send('host', 'getEngineStatus', {}).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CheckError);
  expect(failure).toMatchObject({ code: 'empty', message: '0 bytes' });
});

it('asks once more when the service worker went away with the answer', async () => {
  const sendMessage = vi.spyOn(fakeBrowser.runtime, 'sendMessage');
  sendMessage.mockRejectedValueOnce(new Error('The message port closed'));
  sendMessage.mockResolvedValueOnce({ ok: true, value: 'second' });
  expect(await send('host', 'getEngineStatus', {})).toBe('second');
});

it.each([undefined, 'nonsense'])('fails by name when nobody answers: %s', async (nothing) => {
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValue(nothing);
  await expect(send('host', 'getEngineStatus', {})).rejects.toMatchObject({ code: 'engineFailed' });
});
