import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type { CatalogEntry } from '../verdict/model';
import { ModelStore, type InstallOptions } from './model-store';

const hubUrl = inject('hub');
const patience = { stallMs: 1_000, retryDelaysMs: [1] };
const never = new AbortController().signal;
const main = 'b28b7af69320201d1cf206ebf28373980add1451';

let root: string;
let store: ModelStore;

beforeEach(() => {
  root = `test-${crypto.randomUUID()}`;
  store = new ModelStore({ root, hubUrl, patience });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await store.list();
  const directory = await navigator.storage.getDirectory();
  await vi.waitFor(() => directory.removeEntry(root, { recursive: true }));
});

function find(name: string, { way = 'ok', revision = 'main' } = {}): Promise<CatalogEntry> {
  return store.findOnHub({ repository: `${way}/${name}-${root}`, revision }, never);
}

function install(entry: CatalogEntry, options: Partial<InstallOptions> = {}) {
  return store.install(entry, { signal: never, onProgress: () => undefined, ...options });
}

async function requestsOf({ repository, revision }: CatalogEntry, name: string) {
  const log = await fetch(`${hubUrl}/log/${repository ?? ''}/${revision}/${name}`);
  return (await log.json()) as { range?: string }[];
}

it('finds a ViT at the commit where a branch is, with labels and preprocessing from its configs', async () => {
  const entry = await find('detector');
  expect(entry).toMatchObject({
    id: `hub-ok--detector-${root}`,
    name: `ok/detector-${root}`,
    revision: main,
    licence: 'mit',
    standing: 'unverified',
    labels: { names: ['fake'], fake: [0], isAssumed: false },
    preprocessing: { squash: { width: 224, height: 224 }, crop: 224, resample: 'bilinear' },
    zones: { real: { measured: null } },
  });
  expect(Object.keys(entry.files)).toEqual(['config.json', 'model.safetensors']);
});

it('pins files by what the hub says of them, and small ones by what arrives', async () => {
  const entry = await find('onnx');
  expect(entry.labels).toEqual({ names: ['artificial', 'human'], fake: [0], isAssumed: false });
  expect(entry.files).toMatchObject({
    'config.json': { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    'onnx/model.onnx': {
      sizeInBytes: 200,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    },
    'onnx/model.onnx_data': { sizeInBytes: 300 },
  });
  expect(await requestsOf(entry, 'onnx/model.onnx_data')).toHaveLength(0);
});

it('asks for a commit by its name', async () => {
  const revision = 'c0ffee'.padEnd(40, '0');
  expect((await find('detector', { revision })).revision).toBe(revision);
});

it('asks without saying who asks', async () => {
  const asking = vi.spyOn(globalThis, 'fetch');
  await find('detector');
  expect(asking).toHaveBeenCalled();
  for (const [url, options] of asking.mock.calls) {
    expect(url).toMatch(new RegExp(`^${hubUrl}/`));
    expect(options).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
  }
});

it('installs every file of an ONNX model, unverified', async () => {
  const entry = await find('onnx');
  const { isVerified, path } = await install(entry);
  expect(isVerified).toBe(false);
  const [, id = '', revision = ''] = path.split('/');
  const models = await (await navigator.storage.getDirectory()).getDirectoryHandle(root);
  const folder = await (await models.getDirectoryHandle(id)).getDirectoryHandle(revision);
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  expect(names.toSorted()).toEqual([
    'config.json',
    'installed.json',
    'model.onnx',
    'model.onnx_data',
  ]);
});

it('knows after a restart what was to be downloaded, and goes on with it', async () => {
  const entry = await find('detector', { way: 'slow' });
  await store.want(entry);
  const pausing = new AbortController();
  const onProgress: InstallOptions['onProgress'] = ({ receivedBytes }) => {
    if (receivedBytes > 1_000) pausing.abort();
  };
  await expect(install(entry, { signal: pausing.signal, onProgress })).rejects.toMatchObject({
    code: 'paused',
  });

  store = new ModelStore({ root, hubUrl, patience });
  const [wanted] = await store.listWanted();
  expect(wanted).toEqual(entry);
  await install(entry);
  expect(await store.listWanted()).toEqual([]);
  expect((await store.find(entry))?.entry).toEqual(entry);
  expect((await requestsOf(entry, 'model.safetensors')).at(-1)?.range).toMatch(/^bytes=[1-9]/);
});

it('forgets an unfinished revision when another one of the same model is wanted', async () => {
  const first = await find('detector', { revision: 'first' });
  const second = await find('detector', { revision: 'second' });
  await store.want(first);
  await store.want(second);
  expect(await store.listWanted()).toEqual([second]);
});

describe('refuses', () => {
  it.each([
    ['a repository that nobody has', 'nothing', 'ok', { code: 'notFound' }],
    ['a name that is none', '../api', 'ok', { code: 'notFound' }],
    ['a repository that is gone', 'detector', 'missing', { code: 'notFound' }],
    ['a repository that asks who one is', 'detector', 'closed', { code: 'notFound' }],
    ['a repository for some', 'detector', 'gated', { code: 'closed' }],
    ['a busy hub', 'detector', 'busy', { code: 'rateLimited', retryAfterSeconds: 37 }],
    ['a broken hub', 'detector', 'broken', { code: 'serverFailed' }],
    ['labels that say nothing', 'cats', 'ok', { code: 'notDetector', subject: 'cat, dog' }],
    ['a language model', 'text', 'ok', { code: 'notImageClassifier', subject: 'BertForMaskedLM' }],
    ['weights in several files', 'sharded', 'ok', { code: 'shardedWeights' }],
    [
      'weights that only PyTorch reads',
      'torch',
      'ok',
      { code: 'noModelFile', subject: expect.stringContaining('pytorch_model.bin') as string },
    ],
    ['a repository without files', 'empty', 'ok', { code: 'noModelFile' }],
    [
      'preprocessing that nobody describes',
      'unprepared',
      'ok',
      { code: 'unsupportedPreprocessing', subject: 'no preprocessor_config.json' },
    ],
    [
      'pictures of another size than the model’s',
      'larger',
      'ok',
      { code: 'unsupportedPreprocessing', subject: '224 px, image_size 384' },
    ],
  ])('%s', async (_, name, way, error) => {
    await expect(find(name, { way })).rejects.toMatchObject({ name: 'ModelError', ...error });
    expect(await store.listWanted()).toEqual([]);
  });

  it('to wait for a hub that cannot be reached', async () => {
    const nowhere = new ModelStore({ root, hubUrl: 'http://127.0.0.1:9' });
    const finding = nowhere.findOnHub({ repository: 'a/b', revision: 'main' }, never);
    await expect(finding).rejects.toMatchObject({ code: 'offline' });
  });
});
