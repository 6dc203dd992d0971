import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startHub } from '../../../lib/model-store/fixtures/hub';
import type { CatalogEntry } from '../../../lib/verdict/model';
import { readCatalog } from '../../../models/packaging/build-catalog';
import { discardChanged, folderOf, isFetched } from '../../../models/packaging/fetched-models';
import { fetchModel } from './fetch-model';

const repository = join(import.meta.dirname, '../../..');
const [starter] = readCatalog(repository).models;
const config = readFileSync(join(repository, 'models/starter/config.json'));
const weights = readFileSync(join(repository, 'models/starter/model.safetensors'));
const patience = { stallMs: 300, retryDelaysMs: [1, 1] };

let hub: Awaited<ReturnType<typeof startHub>>;
let root: string;

beforeAll(async () => {
  hub = await startHub();
});

afterAll(() => hub.close());

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'candid-fetch-'));
});

let models = 0;

/** The starter model, as the hub has it where files of that name meet this way of answering. */
function modelAt(way: string): CatalogEntry {
  if (!starter) throw new Error('Expected a model in the catalog');
  models += 1;
  return { ...starter, folder: null, repository: `${way}/starter-${process.pid}-${models}` };
}

interface FetchOptions {
  signal?: AbortSignal;
  onReceived?: (receivedBytes: number) => void;
}

function fetchIt(entry: CatalogEntry, { signal, onReceived }: FetchOptions = {}) {
  return fetchModel(
    { root, entry, hubUrl: hub.url, patienceFor: () => patience },
    {
      signal: signal ?? new AbortController().signal,
      onProgress: ({ receivedBytes }) => onReceived?.(receivedBytes),
    },
  );
}

function keep(entry: CatalogEntry, name: string, content: Uint8Array): void {
  mkdirSync(folderOf(root, entry), { recursive: true });
  writeFileSync(join(folderOf(root, entry), name), content);
}

async function requestsOf({ repository: path, revision }: CatalogEntry, name: string) {
  const answer = await fetch(`${hub.url}/log/${path ?? ''}/resolve/${revision}/${name}`);
  return (await answer.json()) as { range?: string; ifRange?: string }[];
}

function expectWhole(entry: CatalogEntry) {
  expect(isFetched(root, entry)).toBe(true);
  const path = join(folderOf(root, entry), 'model.safetensors');
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  expect(sha256).toBe(entry.files['model.safetensors' as keyof typeof entry.files].sha256);
  expect(readdirSync(folderOf(root, entry)).toSorted()).toEqual([
    'config.json',
    'model.safetensors',
  ]);
}

it.each(['ok', 'cut', 'cut-often', 'slow', 'stalls', 'no-range', 'broken-once'])(
  'fetches a model whole from a hub that answers like this: %s',
  async (way) => {
    const entry = modelAt(way);
    await fetchIt(entry);
    expectWhole(entry);
  },
);

it.each([
  ['missing', 'notFound'],
  ['closed', 'notFound'],
  ['busy', 'rateLimited'],
  ['broken', 'serverFailed'],
  ['silent', 'offline'],
  ['cut-always', 'offline'],
  ['short', 'wrongLength'],
  ['long', 'wrongLength'],
  ['long-unannounced', 'wrongLength'],
  ['wrong-bytes', 'wrongBytes'],
])('leaves nothing behind of a hub that answers like this: %s', async (way, code) => {
  const entry = modelAt(way);
  await expect(fetchIt(entry)).rejects.toMatchObject({ code });
  expect(isFetched(root, entry)).toBe(false);
  expect(readdirSync(folderOf(root, entry))).toEqual([]);
});

it('is offline when nobody answers at that address', async () => {
  const entry = modelAt('ok');
  const nobody = { root, entry, hubUrl: 'http://127.0.0.1:9', patienceFor: () => patience };
  const { signal } = new AbortController();
  const failure = fetchModel(nobody, { signal, onProgress: () => undefined });
  await expect(failure).rejects.toMatchObject({ code: 'offline' });
});

it('keeps what came when it is stopped, and goes on from there in the same version', async () => {
  const entry = modelAt('slow');
  const stopping = new AbortController();
  const onReceived = (bytes: number) => {
    if (bytes > 1_000_000) stopping.abort();
  };
  const failure = fetchIt(entry, { signal: stopping.signal, onReceived });
  await expect(failure).rejects.toMatchObject({ code: 'paused' });
  const part = join(folderOf(root, entry), 'model.safetensors.part');
  const kept = statSync(part).size;
  expect(kept).toBeGreaterThan(900_000);

  await fetchIt(entry);
  const [, second] = await requestsOf(entry, 'model.safetensors');
  expect(second?.range).toBe(`bytes=${kept}-`);
  expect(second?.ifRange).toMatch(/^"[0-9a-f]{64}"$/);
  expectWhole(entry);
});

it('starts over when the older half was torn by a crash', async () => {
  const entry = modelAt('ok');
  keep(entry, 'model.safetensors.part', new Uint8Array(2_000_000));
  await fetchIt(entry);
  expectWhole(entry);
  expect(await requestsOf(entry, 'model.safetensors')).toHaveLength(2);
});

it('starts over when the hub has another version by now', async () => {
  const entry = modelAt('changed');
  keep(entry, 'config.json', config);
  keep(entry, 'model.safetensors.part', weights.subarray(0, 2_000_000));
  keep(entry, 'model.safetensors.etag', Buffer.from('"old"'));
  await fetchIt(entry);
  expectWhole(entry);
});

it('asks nobody for what is there', async () => {
  const entry = modelAt('ok');
  keep(entry, 'config.json', config);
  keep(entry, 'model.safetensors', weights);
  await fetchIt(entry);
  expect(await requestsOf(entry, 'model.safetensors')).toHaveLength(0);
});

it('throws a file away that was changed on this disk', () => {
  const entry = modelAt('ok');
  keep(entry, 'config.json', config);
  keep(entry, 'model.safetensors', new Uint8Array(weights.length));
  expect(discardChanged(root, entry)).toEqual(['model.safetensors']);
  expect(existsSync(join(folderOf(root, entry), 'model.safetensors'))).toBe(false);
  expect(existsSync(join(folderOf(root, entry), 'config.json'))).toBe(true);
});

it('does not begin what the disk cannot hold', async () => {
  const entry = modelAt('ok');
  const files = { 'config.json': { sizeInBytes: 2 ** 52, sha256: '' } };
  const huge = { ...entry, files } as unknown as CatalogEntry;
  await expect(fetchIt(huge)).rejects.toMatchObject({ code: 'noSpace' });
  expect(await requestsOf(entry, 'config.json')).toHaveLength(0);
});
