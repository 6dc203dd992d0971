import { wrap } from 'comlink';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import catalog from '../../models/catalog.json';
import type { CatalogEntry } from '../verdict/model';
import { readGoldenPicture } from './fixtures/golden-pictures';
import { judgeOne, valueOf } from './fixtures/outcomes';
import type { InferenceWorker, ModelSource } from './protocol';

const entry = catalog.models[0] as unknown as CatalogEntry;
const inPackage: ModelSource = {
  kind: 'package',
  baseUrl: new URL(`/${entry.folder}/`, location.href).href,
};

let path: string;
let folder: FileSystemDirectoryHandle;
let stored: ModelSource;

beforeEach(async () => {
  path = `test-${crypto.randomUUID()}`;
  const root = await navigator.storage.getDirectory();
  folder = await root.getDirectoryHandle(path, { create: true });
  stored = { kind: 'stored', path };
  for (const name of Object.keys(entry.files)) {
    await keep(name, await (await fetch(`/${entry.folder}/${name}`)).arrayBuffer());
  }
});

afterEach(async () => {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(path, { recursive: true });
});

async function keep(name: string, bytes: ArrayBuffer): Promise<void> {
  const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await writable.write(bytes);
  await writable.close();
}

function startWorker() {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: crypto.randomUUID(),
  });
  onTestFinished(() => worker.terminate());
  return wrap<InferenceWorker>(worker);
}

async function logitFrom(source: ModelSource): Promise<number> {
  const worker = startWorker();
  valueOf(await worker.load({ entry, source, device: 'wasm' }));
  const { file } = await readGoldenPicture('small-97x61.png');
  return valueOf(await judgeOne(worker, file)).logit;
}

it('judges with a stored model exactly as with the same one in the package', async () => {
  expect(await logitFrom(stored)).toBe(await logitFrom(inPackage));
}, 60_000);

it('lets go of the files once the model is loaded', async () => {
  await logitFrom(stored);
  const [first, second] = [startWorker(), startWorker()];
  const request = { entry, source: stored, device: 'wasm' } as const;
  const outcomes = await Promise.all([first.load(request), second.load(request)]);
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
  await folder.removeEntry('model.safetensors');
}, 60_000);

it.each([
  ['is missing', async () => folder.removeEntry('model.safetensors')],
  ['is empty', async () => keep('model.safetensors', new ArrayBuffer(0))],
  ['has other weights', async () => keep('model.safetensors', await changedWeights())],
  ['has another config', async () => keep('config.json', new ArrayBuffer(396))],
])('refuses a stored model that %s', async (_, spoil) => {
  await spoil();
  const outcome = await startWorker().load({ entry, source: stored, device: 'wasm' });
  expect(outcome).toMatchObject({ ok: false, code: 'modelRefused' });
});

async function changedWeights(): Promise<ArrayBuffer> {
  const file = await (await folder.getFileHandle('model.safetensors')).getFile();
  const bytes = new Uint8Array(await file.arrayBuffer());
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes.buffer;
}
