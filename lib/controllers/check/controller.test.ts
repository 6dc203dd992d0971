import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CheckActions, CheckState } from '../../../components/check/checked-files';
import { judgementOf } from '../../../components/fixtures/judgements';
import { watchEngineStatus } from '../../messaging/engine-status';
import type { ClassifyRequest } from '../../messaging/protocol';
import { CheckError } from '../../verdict/failure';
import { startCheck } from './controller';
import { nameOfAddress } from './intake';

const send = vi.hoisted(() => vi.fn());
vi.mock('../../messaging/send', () => ({ send }));
vi.mock('../../messaging/engine-status', () => ({ watchEngineStatus: vi.fn() }));

const src = 'https://cdn.test/fox.jpg';
const judgement = judgementOf({ contentHash: 'hash', score: 0.5, preview: new Blob() });

/** Answers what the host is asked to judge, in the order in which it is asked. */
type Answer = (request: ClassifyRequest) => Promise<unknown>;
let asked: { request: ClassifyRequest; resolve: (value: unknown) => void }[];
let dropped: string[];

function answerWith(answer: Answer): void {
  send.mockImplementation((_to: string, name: string, args: unknown) => {
    if (name === 'dropImages') dropped.push(...(args as { requestIds: string[] }).requestIds);
    return name === 'classifyImage' ? answer(args as ClassifyRequest) : Promise.resolve(undefined);
  });
}
const wait: Answer = (request) =>
  new Promise((resolve) => {
    asked.push({ request, resolve });
  });

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('reportError', vi.fn());
  asked = [];
  dropped = [];
  vi.mocked(watchEngineStatus).mockReset();
  answerWith(wait);
});

async function open(address: string | null = null, signal = new AbortController().signal) {
  let shown: { state: CheckState; actions: CheckActions } | undefined;
  const save = vi.fn<(file: File) => void>();
  await startCheck({
    src: address,
    onChange: (state, actions) => (shown = { state, actions }),
    save,
    signal,
  });
  const current = () => {
    if (!shown) throw new Error('Expected the page to show something');
    return shown;
  };
  const statuses = () => current().state.files.map(({ state }) => state.status);
  return { current, statuses, save };
}

const filesOf = (...paths: string[]) =>
  Promise.resolve(
    paths.map((path) => {
      const name = path.split('/').at(-1) ?? '';
      const type = name.endsWith('.png') ? 'image/png' : '';
      return { path, file: new File(['picture'], name, { type }) };
    }),
  );

describe('a page that was opened for a picture', () => {
  it('checks it at once, and before all others', async () => {
    const { current, statuses } = await open(src);
    expect(current().state.files).toMatchObject([{ name: 'fox.jpg', place: 'cdn.test' }]);
    expect(asked[0]?.request).toMatchObject({
      name: 'fox.jpg',
      source: { kind: 'url', url: src },
      priority: 'asked',
    });
    expect(statuses()).toEqual(['checking']);
    asked[0]?.resolve(judgement);
    await vi.waitFor(() => expect(statuses()).toEqual(['judged']));
    expect(current().state.files[0]).toMatchObject({ sizeInBytes: 184_320 });
  });

  it('tells why it could not be checked, and tries again when asked', async () => {
    answerWith(() => Promise.reject(new CheckError('notFound', '404')));
    const { current, statuses } = await open(src);
    await vi.waitFor(() => expect(statuses()).toEqual(['failed']));
    answerWith(() => Promise.resolve(judgement));
    current().actions.retryFailed();
    await vi.waitFor(() => expect(statuses()).toEqual(['judged']));
  });

  it.each(['', 'fox.jpg', 'file:///etc/passwd', 'chrome://favicon/', 'javascript:alert(1)'])(
    'refuses %j without asking anybody',
    async (address) => {
      const { current } = await open(address);
      expect(current().state).toMatchObject({ problem: 'refused', files: [] });
      expect(asked).toEqual([]);
    },
  );

  it('gives the request up when it closes', async () => {
    const closing = new AbortController();
    await open(src, closing.signal);
    closing.abort();
    expect(dropped).toEqual([asked[0]?.request.requestId]);
  });
});

describe('files', () => {
  it('are checked two at a time, after everything that somebody looks at', async () => {
    const { current, statuses } = await open();
    current().actions.addFiles(filesOf('a.png', 'b.png', 'c.png'));
    await vi.waitFor(() => expect(statuses()).toEqual(['checking', 'checking', 'waiting']));
    expect(asked[1]?.request).toMatchObject({
      name: 'b.png',
      source: { kind: 'file', path: 'b.png' },
      priority: 'near',
    });
    asked[0]?.resolve(judgement);
    await vi.waitFor(() => expect(statuses()).toEqual(['judged', 'checking', 'checking']));
    expect(asked).toHaveLength(3);
  });

  it('of folders are left out where they are no pictures, others are tried', async () => {
    const { current } = await open();
    current().actions.addFiles(filesOf('trip/a.png', 'trip/day/b.heic', 'trip/notes', 'what'));
    await vi.waitFor(() => expect(current().state.files).toHaveLength(3));
    expect(current().state.files.map(({ name, place }) => [place, name])).toEqual([
      ['trip', 'a.png'],
      ['trip/day', 'b.heic'],
      ['', 'what'],
    ]);
    expect(current().state.leftOut.notPictures).toBe(1);
    expect(current().state.isReading).toBe(false);
  });

  it('that cannot be read are told by what they are', async () => {
    answerWith(() => Promise.reject(new CheckError('unsupportedFormat', 'test')));
    const { current, statuses } = await open();
    const heic = new File(['\0\0\0\x18ftypheic'], 'fox.heic');
    current().actions.addFiles(Promise.resolve([{ file: heic, path: 'fox.heic' }]));
    await vi.waitFor(() => expect(statuses()).toEqual(['failed']));
    expect(current().state.files[0]?.state).toMatchObject({ format: 'heic' });
  });

  it('are given up when the person cancels, and gone on with where they stopped', async () => {
    const { current, statuses } = await open();
    current().actions.addFiles(filesOf('a.png', 'b.png', 'c.png', 'd.png'));
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    asked[0]?.resolve(judgement);
    await vi.waitFor(() => expect(asked).toHaveLength(3));
    current().actions.cancel();
    expect(statuses()).toEqual(['judged', 'stopped', 'stopped', 'stopped']);
    expect(dropped).toEqual(asked.slice(1).map(({ request }) => request.requestId));
    asked[1]?.resolve(judgement);
    answerWith(() => Promise.resolve(judgement));
    current().actions.resume();
    await vi.waitFor(() => expect(statuses()).toEqual(Array(4).fill('judged')));
  });

  it('are gone from the list when it is cleared', async () => {
    const { current } = await open();
    current().actions.addFiles(filesOf('a.png', 'b.png'));
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    current().actions.clear();
    expect(current().state.files).toEqual([]);
    expect(dropped).toHaveLength(2);
  });

  it('have a time left once some are through', async () => {
    answerWith((request) =>
      request.name === 'e.png' ? wait(request) : Promise.resolve(judgement),
    );
    const { current, statuses } = await open();
    current().actions.addFiles(filesOf('a.png', 'b.png', 'c.png', 'd.png', 'e.png'));
    await vi.waitFor(() => expect(statuses().slice(0, 4)).toEqual(Array(4).fill('judged')));
    expect(current().state.secondsLeft).toBeGreaterThanOrEqual(0);
    asked[0]?.resolve(judgement);
    await vi.waitFor(() => expect(current().state.secondsLeft).toBeUndefined());
  });

  it('are at most 5,000', async () => {
    const { current } = await open();
    const names = Array.from({ length: 5_003 }, (_, at) => `${at}.png`);
    current().actions.addFiles(filesOf(...names));
    await vi.waitFor(() => expect(current().state.files).toHaveLength(5_000));
    expect(current().state.leftOut.tooMany).toBe(3);
  });

  it('are saved as they are listed', async () => {
    answerWith(() => Promise.resolve(judgement));
    const { current, statuses, save } = await open(src);
    await vi.waitFor(() => expect(statuses()).toEqual(['judged']));
    current().actions.exportAs('csv', current().state.files);
    const file = save.mock.lastCall?.[0];
    expect(file?.name).toMatch(/^candid-pictures-\d{4}-\d\d-\d\d\.csv$/);
    expect(await file?.text()).toContain('fox.jpg,cdn.test,unsure,0.5');
  });
});

it.each([
  ['https://cdn.test/a/b/fox.jpg?w=640', 'fox.jpg', 'cdn.test'],
  ['https://cdn.test/a%20fox.jpg', 'a fox.jpg', 'cdn.test'],
  ['https://cdn.test/100%.jpg', '100%.jpg', 'cdn.test'],
  ['https://cdn.test/', 'cdn.test', ''],
])('calls %s "%s" at "%s"', (address, name, place) => {
  expect(nameOfAddress(address)).toEqual({ name, place });
});
