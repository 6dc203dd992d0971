import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Classification } from '../inference/protocol';
import type { ClassifyRequest, Priority } from '../messaging/protocol';
import { CheckError } from '../verdict/failure';
import type { Judgement, Origin } from '../verdict/judgement';
import type { Score } from '../verdict/score';
import { cardOf, getDefaultEntry } from './catalog';
import { createChecks } from './checks';
import { hashContent } from './content-hash';
import { idleEngine } from './fixtures/idle-engine';
import { ModelInUse } from './model-in-use';

const model = cardOf(getDefaultEntry());
const inTab = (tabId: number) => ({ tabId, frameId: 0 });
let requested: string[] = [];
let server: Server;
let origin: string;

/** Serves the last part of a path as the content: `/a/cat` and `/b/cat` are the same picture. `/silent…` never answers. */
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    requested.push(url);
    if (!url.startsWith('/silent')) response.end(url.split('/').at(-1));
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
  const memory = {
    find: (contentHash: string) => Promise.resolve(archived.get(contentHash)),
    keep: (judgement: Judgement) => {
      archived.set(judgement.contentHash, judgement);
      return Promise.resolve();
    },
  };
  const engine = { ...idleEngine(), batchSize, classifyTogether };
  const judge = { entry: getDefaultEntry(), model, engine, memory };
  const checks = createChecks(new ModelInUse(judge, () => Promise.resolve(undefined)));
  return { checks, judged, passes, hold, release: () => gate.resolve(undefined), archived };
}

function requestOf(path: string, priority: Priority = 'visible'): ClassifyRequest {
  const url = path.startsWith('data:') ? path : `${origin}${path}`;
  return { requestId: crypto.randomUUID(), source: { kind: 'url', url }, priority };
}

function requestOfBytes(content: string, origin: Exclude<Origin, 'url' | 'data'>): ClassifyRequest {
  const bytes = new TextEncoder().encode(content).buffer;
  const source = { kind: 'bytes', bytes, origin } as const;
  return { requestId: crypto.randomUUID(), source, priority: 'visible' };
}

it('answers what was judged: content, model, score and picture', async () => {
  const { checks, archived } = createTestChecks();
  const judgement = await checks.check(requestOf('/cat'), inTab(1));
  const contentHash = await hashContent(new TextEncoder().encode('cat').buffer);
  expect(contentHash).toMatch(/^[\da-f]{64}$/);
  expect(judgement).toMatchObject({ contentHash, model, score: 0.3 });
  expect(judgement.picture).toMatchObject({ origin: 'url', width: 4, height: 3, sizeInBytes: 3 });
  expect(archived.get(contentHash)).toEqual(judgement);
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

describe('on a device on which batches are faster', () => {
  /** Asks while a first picture is judged, and answers the passes after that. */
  async function passesOf(wishes: [content: string, priority: Priority][]) {
    const { checks, passes, hold, release } = createTestChecks({ batchSize: 3 });
    hold();
    const first = checks.check(requestOfBytes('first', 'pixels'), inTab(1));
    await vi.waitFor(() => expect(passes).toEqual([['first']]));
    const others = wishes.map(([content, priority]) =>
      checks.check({ ...requestOfBytes(content, 'pixels'), priority }, inTab(1)),
    );
    const settled = Promise.allSettled([first, ...others]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    release();
    const [, ...outcomes] = await settled;
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
