import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Classification, Comparison, FilePair } from '../inference/protocol';
import type { ClassifyRequest, PictureSource, Priority } from '../messaging/protocol';
import { CheckError } from '../verdict/failure';
import type { FileChoice } from '../verdict/file-choice';
import type { Judgement } from '../verdict/judgement';
import type { Score } from '../verdict/score';
import { cardOf, getDefaultEntry } from './catalog';
import { createChecks } from './checks';
import type { Undecided } from './choices';
import { hashContent } from '../verdict/content-hash';
import { idleEngine } from './fixtures/idle-engine';
import type { Memory } from './memory';
import { ModelInUse } from './model-in-use';
import { defaultTabBounds } from './tab-bounds';

const model = cardOf(getDefaultEntry());
const inTab = (tabId: number) => ({ tabId, frameId: 0, url: origin });
let requested: string[] = [];
let server: Server;
let origin: string;

/** Sends what it would send of `/cut…`, and then nothing more of what it promised. */
function cutOff(response: ServerResponse, url: string): void {
  const content = url.split('/').at(-1) ?? '';
  response.writeHead(200, { 'content-length': 999 }).write(content);
  setTimeout(() => response.destroy(), 20);
}

/** Serves the last part of a path as the content: `/a/cat` and `/b/cat` are the same picture. `/silent…` never answers. */
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    requested.push(url);
    if (url.startsWith('/absent')) response.writeHead(404);
    if (url.startsWith('/failing')) response.writeHead(503);
    if (url.startsWith('/cut')) cutOff(response, url);
    else if (!url.startsWith('/silent')) response.end(url.split('/').at(-1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  requested = [];
});
afterAll(() => server.closeAllConnections());

function classificationOf(content: string): Classification {
  return {
    logit: 0,
    score: (content.length / 10) as Score,
    heatmap: { columns: 1, rows: 1, values: Float32Array.of(1) },
    embedding: Float32Array.of(1),
    width: 4,
    height: 3,
    format: 'png',
    region: { x: 0, y: 0, width: 1, height: 1 },
    preview: new Blob(),
  };
}

/** Contents that begin alike are the same picture; each letter makes it a pixel larger. */
function compareContents([shown = '', larger = '']: string[]): Comparison {
  const sizeOf = ({ length }: string) => ({ width: length, height: length });
  return {
    isSame: shown.slice(0, 3) === larger.slice(0, 3),
    shown: sizeOf(shown),
    larger: sizeOf(larger),
  };
}

/** Checks with an engine that notes the order of its work and, once `hold` is called, waits for `release`. */
function createTestChecks({ batchSize = 1 } = {}) {
  const judged: string[] = [];
  const passes: string[][] = [];
  let gate = Promise.withResolvers<undefined>();
  gate.resolve(undefined);
  const classifyTogether = async (files: ArrayBuffer[]) => {
    const contents = files.map((bytes) => Buffer.from(bytes).toString());
    judged.push(...contents);
    passes.push(contents);
    await gate.promise;
    return contents.map((content) =>
      content.startsWith('broken') ? new CheckError('damaged', 'test') : classificationOf(content),
    );
  };
  const hold = () => {
    gate = Promise.withResolvers();
  };
  const archived = new Map<string, Judgement>();
  const keep = vi.fn<Memory['keep']>((judgement) => {
    archived.set(judgement.contentHash, judgement);
    return Promise.resolve();
  });
  const sought: string[] = [];
  const find = (contentHash: string) => {
    sought.push(contentHash);
    return Promise.resolve(archived.get(contentHash));
  };
  const choices = new Map<string, FileChoice>();
  const keepChoice = vi.fn<Memory['keepChoice']>(({ key }, choice) => {
    choices.set(key, choice);
    return Promise.resolve();
  });
  const findChoice = ({ key }: Undecided) => Promise.resolve(choices.get(key));
  const memory = { find, keep, findChoice, keepChoice };
  const note = vi.fn(() => Promise.resolve());
  const compared: string[] = [];
  const compare = ({ shown, larger }: FilePair) => {
    const contents = [shown, larger].map((bytes) => Buffer.from(bytes).toString());
    compared.push(contents.join(' '));
    return Promise.resolve(compareContents(contents));
  };
  const engine = { ...idleEngine(), batchSize, classifyTogether, compare };
  const judge = { entry: getDefaultEntry(), model, engine, memory };
  const inUse = new ModelInUse(judge, () => Promise.resolve(undefined));
  const checks = createChecks(inUse, { history: { note } });
  return {
    checks,
    keep,
    keepChoice,
    note,
    judged,
    compared,
    passes,
    hold,
    release: () => gate.resolve(undefined),
    sought,
    archived,
  };
}

function requestOf(path: string, priority: Priority = 'visible'): ClassifyRequest {
  const url = path.startsWith('data:') ? path : `${origin}${path}`;
  return { requestId: crypto.randomUUID(), source: { kind: 'url', url }, priority };
}

function requestOfBytes(content: string, origin: 'blob' | 'pixels'): ClassifyRequest {
  const bytes = new TextEncoder().encode(content).buffer;
  const source = { kind: 'bytes', bytes, origin, fetchedBytes: 0 } as const;
  return { requestId: crypto.randomUUID(), source, priority: 'visible' };
}

it('answers what was judged: content, model, score and picture', async () => {
  const { checks, archived } = createTestChecks();
  const judgement = await checks.check(requestOf('/cat'), inTab(1));
  const contentHash = await hashContent(new TextEncoder().encode('cat').buffer);
  expect(contentHash).toMatch(/^[\da-f]{64}$/);
  expect(judgement).toMatchObject({ contentHash, model, score: 0.3 });
  expect(judgement.picture).toMatchObject({ origin: 'url', width: 4, height: 3, sizeInBytes: 3 });
  expect(archived.get(contentHash)).toMatchObject({
    score: 0.3,
    preview: expect.any(Blob) as Blob,
  });
  expect(judgement).not.toHaveProperty('preview');
});

it('judges the same content once, wherever it comes from, and says where this one came from', async () => {
  const { checks, judged } = createTestChecks();
  const first = await checks.check(requestOf('/a/cat'), inTab(1));
  const requests = [requestOf('/b/cat'), requestOf('data:,cat'), requestOfBytes('cat', 'blob')];
  const others = await Promise.all(requests.map((request) => checks.check(request, inTab(2))));
  expect(judged).toEqual(['cat']);
  expect(others.map(({ contentHash }) => contentHash)).toEqual(Array(3).fill(first.contentHash));
  expect(others.map(({ picture }) => picture.origin)).toEqual(['url', 'data', 'blob']);
});

it('judges the same content once when it is asked for twice at the same time', async () => {
  const { checks, judged } = createTestChecks();
  const requests = [requestOf('/a/cat'), requestOf('/b/cat')];
  await Promise.all(requests.map((request) => checks.check(request, inTab(1))));
  expect(judged).toEqual(['cat']);
});

it('fetches a URL once when it is asked for twice at the same time', async () => {
  const { checks } = createTestChecks();
  const requests = [requestOf('/cat'), requestOf('/cat')];
  await Promise.all(requests.map((request) => checks.check(request, inTab(1))));
  expect(requested).toEqual(['/cat']);
});

it('judges what a person asked for before what is on screen, and that before what comes near', async () => {
  const { checks, judged, hold, release } = createTestChecks();
  hold();
  const first = checks.check(requestOfBytes('first', 'pixels'), inTab(1));
  await vi.waitFor(() => expect(judged).toEqual(['first']));
  const others = (['near', 'visible', 'asked'] as const).map((priority) =>
    checks.check({ ...requestOfBytes(priority, 'pixels'), priority }, inTab(1)),
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  release();
  await Promise.all([first, ...others]);
  expect(judged).toEqual(['first', 'asked', 'visible', 'near']);
});

it('moves a picture ahead when it is waited for more than before', async () => {
  const { checks, judged, hold, release } = createTestChecks();
  hold();
  const first = checks.check(requestOfBytes('first', 'pixels'), inTab(1));
  await vi.waitFor(() => expect(judged).toEqual(['first']));
  const raised = { ...requestOfBytes('raised', 'pixels'), priority: 'near' as const };
  const others = [
    checks.check(raised, inTab(1)),
    checks.check({ ...requestOfBytes('later', 'pixels'), priority: 'near' }, inTab(1)),
  ];
  await new Promise((resolve) => setTimeout(resolve, 20));
  checks.raise({ requestId: raised.requestId, priority: 'visible' });
  release();
  await Promise.all([first, ...others]);
  expect(judged).toEqual(['first', 'raised', 'later']);
});

it('answers `dropped` for the requests named, and goes on with the others', async () => {
  const { checks, hold, release } = createTestChecks();
  hold();
  const unwanted = requestOf('/cat');
  const dropped = checks.check(unwanted, inTab(1));
  const kept = checks.check(requestOf('/bird'), inTab(1));
  checks.drop({ requestIds: [unwanted.requestId] });
  await expect(dropped).rejects.toMatchObject({ code: 'dropped' });
  release();
  expect(await kept).toMatchObject({ score: 0.4 });
});

it('answers `dropped` for all requests of a tab, also those whose server never answers', async () => {
  const { checks } = createTestChecks();
  const dropped = checks.check(requestOf('/silent'), inTab(1));
  const kept = checks.check(requestOf('/cat'), inTab(2));
  await vi.waitFor(() => expect(requested).toContain('/silent'));
  checks.drop({ tabId: 1 });
  await expect(dropped).rejects.toMatchObject({ code: 'dropped' });
  expect(await kept).toMatchObject({ score: 0.3 });
});

it('answers `crowdedOut` for what a tab asks beyond its bounds, and goes on for other tabs', async () => {
  const { checks } = createTestChecks();
  const outcomes = Array.from({ length: defaultTabBounds.requests + 20 }, (_, index) =>
    checks
      .check(requestOf(`/silent${index}`, index < 10 ? 'near' : 'visible'), inTab(1))
      .catch((error: unknown) => [index, error]),
  );
  const crowdedOut = await Promise.all(outcomes.slice(0, 20));
  const code = expect.objectContaining({ code: 'crowdedOut' }) as Error;
  expect(crowdedOut).toEqual(Array.from({ length: 20 }, (_, index) => [index, code]));
  expect(await checks.check(requestOfBytes('cat', 'blob'), inTab(2))).toMatchObject({ score: 0.3 });
  checks.drop({ tabId: 1 });
  await Promise.all(outcomes);
});

it('requests nothing of its own computer for a page of the web', async () => {
  const { checks } = createTestChecks();
  const check = checks.check(requestOf('/cat'), { ...inTab(1), url: 'https://example.com/' });
  await expect(check).rejects.toMatchObject({ code: 'privateAddress' });
  expect(requested).toEqual([]);
});

it('goes on while servers keep silent', async () => {
  const { checks } = createTestChecks();
  const silent = Array.from({ length: 30 }, (_, index) =>
    checks.check(requestOf(`/silent${index}`), inTab(1)).catch(() => undefined),
  );
  const url = `${origin.replace('127.0.0.1', 'localhost')}/cat`;
  const fromAnother = { ...requestOf('/'), source: { kind: 'url', url } as const };
  expect(await checks.check(fromAnother, inTab(1))).toMatchObject({ score: 0.3 });
  checks.drop({ tabId: 1 });
  await Promise.all(silent);
});

it('says why a picture could not be checked, and goes on', async () => {
  const { checks } = createTestChecks();
  await expect(checks.check(requestOfBytes('', 'blob'), inTab(1))).rejects.toMatchObject({
    code: 'empty',
  });
  await expect(checks.check(requestOf('/'), inTab(1))).rejects.toMatchObject({ code: 'empty' });
  expect(await checks.check(requestOf('/cat'), inTab(1))).toMatchObject({ score: 0.3 });
});

it.each([7, undefined])(
  'tells what the page that sent a picture fetched: %s',
  async (fetchedBytes) => {
    const { checks } = createTestChecks();
    const asked = requestOfBytes('cat', 'blob');
    const source = { ...asked.source, fetchedBytes } as PictureSource;
    const { picture } = await checks.check({ ...asked, source }, inTab(1));
    expect(picture.fetchedBytes).toBe(fetchedBytes);
  },
);

it("judges a file of the person's own", async () => {
  const { checks } = createTestChecks();
  const source = { kind: 'file', file: new Blob(['cat']), path: 'a/cat.jpg' } as const;
  const request: ClassifyRequest = { requestId: 'r', source, priority: 'near' };
  const { score, picture } = await checks.check(request, inTab(1));
  expect(score).toBe(0.3);
  expect(picture).toMatchObject({ origin: 'file', fetchedBytes: 0 });
});

it.each([
  ['unreadable', new Blob(['cat'])],
  ['empty', new Blob()],
  ['tooHeavy', { size: 1e9 } as Blob],
])('says of a file that cannot be had: %s', async (code, file) => {
  const { checks } = createTestChecks();
  if (code === 'unreadable') {
    file.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  }
  const source = { kind: 'file', file, path: 'cat.jpg' } as const;
  const request: ClassifyRequest = { requestId: 'r', source, priority: 'near' };
  await expect(checks.check(request, inTab(1))).rejects.toMatchObject({ code });
});

describe('what is remembered', () => {
  const open = () => ({ ...inTab(1), keepDays: 90 });
  const hidden = () => ({ ...open(), isPrivate: true });

  it('is the picture with its address, and who asked', async () => {
    const { checks, keep, note } = createTestChecks();
    const asked = requestOf('/cat');
    const judgement = await checks.check(asked, open());
    expect(keep.mock.lastCall?.[1]).toMatchObject({ keepsTrace: true });
    const judged = { judgement, url: `${origin}/cat` };
    expect(note).toHaveBeenLastCalledWith(judged, { asked, sender: open() });
  });

  it.each([
    ['from a private window', hidden],
    ['where the person wants none', () => ({ ...open(), keepDays: 0 })],
  ])('goes on no disk %s', async (_, createSender) => {
    const { checks, keep } = createTestChecks();
    await checks.check(requestOf('/cat'), createSender());
    expect(keep.mock.lastCall?.[1]).toMatchObject({ keepsTrace: false });
  });

  it('of an ordinary window does not lead back to a private one that asks at the same time', async () => {
    const { checks, keep, judged } = createTestChecks({ batchSize: 3 });
    const senders = [hidden(), open(), hidden(), open()];
    await Promise.all(
      senders.map((sender, at) =>
        checks.check(requestOf(`/${'cat'.repeat(at + 1)}`, 'near'), sender),
      ),
    );
    const traces = keep.mock.calls.map(([{ score }, { keepsTrace }]) => [score, keepsTrace]);
    expect(traces.toSorted()).toEqual([
      [0.3, false],
      [0.6, true],
      [0.9, false],
      [1.2, true],
    ]);
    expect(judged).toHaveLength(4);
  });
});

describe('a picture that may have a larger file', () => {
  function requestOfLarger(path: string, ...candidates: string[]): ClassifyRequest {
    const source = {
      kind: 'url',
      url: `${origin}${path}`,
      candidates: candidates.map((candidate) => new URL(candidate, origin).href),
    } satisfies PictureSource;
    return { requestId: crypto.randomUUID(), source, priority: 'visible' };
  }

  it('is judged from that file where it holds the same picture, and says so', async () => {
    const { checks, judged } = createTestChecks();
    const { picture } = await checks.check(requestOfLarger('/cat', '/cat-large'), inTab(1));
    expect(judged).toEqual(['cat-large']);
    const shown = { width: 3, height: 3 };
    expect(picture).toMatchObject({ source: 'larger', shown, fetchedBytes: 12, sizeInBytes: 9 });
  });

  it.each([
    ['another picture', '/dog-large'],
    ['no larger than the one that is shown', '/ca'],
    ['the same file', '/large/cat'],
  ])('is judged from the file that is shown where the other is %s', async (_, candidate) => {
    const { checks, judged } = createTestChecks();
    const { picture } = await checks.check(requestOfLarger('/cat', candidate), inTab(1));
    expect(judged).toEqual(['cat']);
    expect(picture).toMatchObject({ source: 'shown', shown: null, sizeInBytes: 3 });
  });

  it('takes the first file that there is, and downloads no other', async () => {
    const { checks, judged } = createTestChecks();
    const candidates = ['/absent/cat-largest', '/cat-large', '/cat-larger'];
    await checks.check(requestOfLarger('/cat', ...candidates), inTab(1));
    expect(requested).toEqual(['/cat', '/absent/cat-largest', '/cat-large']);
    expect(judged).toEqual(['cat-large']);
  });

  it.each(['/absent/cat-large', '/failing/cat-large', 'http://127.0.0.1:1/'])(
    'is judged from the file that is shown where %s cannot be had',
    async (candidate) => {
      const { checks } = createTestChecks();
      const request = requestOfLarger('/cat', candidate);
      expect(await checks.check(request, inTab(1))).toMatchObject({ score: 0.3 });
    },
  );

  it('is compared and downloaded once, whatever came of it', async () => {
    const { checks, judged, compared } = createTestChecks();
    for (const candidate of ['/cat-large', '/dog-large', '/absent/cat']) {
      const requests = [1, 2].map(() => requestOfLarger('/cat', candidate));
      const [first, second] = requests as [ClassifyRequest, ClassifyRequest];
      const before = await checks.check(first, inTab(1));
      const after = await checks.check(second, inTab(1));
      expect(after.contentHash).toBe(before.contentHash);
      expect(requested.filter((path) => path === candidate)).toHaveLength(1);
    }
    expect(compared).toEqual(['cat cat-large', 'cat dog-large']);
    expect(judged).toEqual(['cat-large', 'cat']);
  });

  it('counts what came of a larger file before its server stopped sending it', async () => {
    const { checks } = createTestChecks();
    const { picture } = await checks.check(requestOfLarger('/cat', '/cut/cat-large'), inTab(1));
    const sizeInBytes = 'cat'.length;
    const fetchedBytes = sizeInBytes + 'cat-large'.length;
    expect(picture).toMatchObject({ source: 'shown', sizeInBytes, fetchedBytes });
  });

  it.each([
    ['for an ordinary window', { keepDays: 90 }, true],
    ['and leaves no trace of a private one', { keepDays: 90, isPrivate: true }, false],
  ])('is remembered by the file that counts %s', async (_, known, keepsTrace) => {
    const { checks, keepChoice } = createTestChecks();
    await checks.check(requestOfLarger('/cat', '/cat-large'), { ...inTab(1), ...known });
    expect(keepChoice).toHaveBeenCalledOnce();
    const contentHash = await hashContent(new TextEncoder().encode('cat-large'));
    const picture = expect.objectContaining({ keepsTrace }) as Undecided;
    const choice = expect.objectContaining({ source: 'larger', contentHash }) as FileChoice;
    expect(keepChoice).toHaveBeenCalledWith(picture, choice);
  });

  it('is looked for again where its server only failed for now', async () => {
    const { checks } = createTestChecks();
    await checks.check(requestOfLarger('/cat', '/failing/cat-large'), inTab(1));
    await checks.check(requestOfLarger('/cat', '/failing/cat-large'), inTab(1));
    expect(requested.filter((path) => path.startsWith('/failing'))).toHaveLength(2);
  });

  it('is not judged again by a host that only knows its larger file', async () => {
    const { checks, judged } = createTestChecks();
    await checks.check(requestOf('/cat-large'), inTab(1));
    const { picture } = await checks.check(requestOfLarger('/cat', '/cat-large'), inTab(1));
    expect(judged).toEqual(['cat-large']);
    expect(picture.source).toBe('larger');
  });

  it('answers `dropped` while its larger file is on the way', async () => {
    const { checks } = createTestChecks();
    const outcome = checks.check(requestOfLarger('/cat', '/silent/cat-large'), inTab(1));
    await vi.waitFor(() => expect(requested).toContain('/silent/cat-large'));
    checks.drop({ tabId: 1 });
    await expect(outcome).rejects.toMatchObject({ code: 'dropped' });
  });
});

describe('on a device on which batches are faster', () => {
  /** Asks while a first picture is judged, each once the one before waits for its turn, and answers the passes after that. */
  async function passesOf(wishes: [content: string, priority: Priority][]) {
    const { checks, passes, sought, hold, release } = createTestChecks({ batchSize: 3 });
    hold();
    const first = checks.check(requestOfBytes('first', 'pixels'), inTab(1));
    await vi.waitFor(() => expect(passes).toEqual([['first']]));
    const others: Promise<unknown>[] = [];
    for (const [content, priority] of wishes) {
      others.push(checks.check({ ...requestOfBytes(content, 'pixels'), priority }, inTab(1)));
      const hash = await hashContent(new TextEncoder().encode(content).buffer);
      await vi.waitFor(() => expect(sought).toContain(hash), { interval: 1 });
    }
    release();
    const outcomes = await Promise.allSettled(others);
    await first;
    return { passes: passes.slice(1), outcomes };
  }

  it('judges together what nobody looks at yet, each picture once', async () => {
    const { passes, outcomes } = await passesOf([
      ['a', 'near'],
      ['bb', 'near'],
      ['ccc', 'near'],
      ['dddd', 'near'],
    ]);
    expect(passes.map((pass) => pass.length)).toEqual([3, 1]);
    expect(passes.flat().toSorted()).toEqual(['a', 'bb', 'ccc', 'dddd']);
    expect(outcomes).toMatchObject([0.1, 0.2, 0.3, 0.4].map((score) => ({ value: { score } })));
  });

  it('judges what is on screen alone, and first', async () => {
    const { passes } = await passesOf([
      ['near', 'near'],
      ['visible', 'visible'],
      ['nearer', 'near'],
      ['asked', 'asked'],
    ]);
    expect(passes).toEqual([['asked'], ['visible'], ['nearer', 'near']]);
  });

  it('does not let a broken picture fail those beside it', async () => {
    const { outcomes } = await passesOf([
      ['a', 'near'],
      ['broken', 'near'],
      ['bb', 'near'],
    ]);
    expect(outcomes).toMatchObject([
      { value: { score: 0.1 } },
      { reason: { code: 'damaged' } },
      { value: { score: 0.2 } },
    ]);
  });
});
