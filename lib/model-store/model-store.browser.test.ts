import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import catalog from '../../models/catalog.json';
import { listFiles, type CatalogEntry } from '../verdict/model';
import { ModelStore, type DescribeFiles } from './model-store';
import type { InstallProgress } from './fetch-model-files';

const hubUrl = inject('hub');
const patience = { stallMs: 1_000, retryDelaysMs: [1] };
const starter = catalog.models[0] as unknown as CatalogEntry;
const whole = listFiles(starter.files).reduce((sum, [, { sizeInBytes }]) => sum + sizeInBytes, 0);
const never = new AbortController().signal;

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

/** The starter as the hub has it: `way` says how the hub answers. */
function entryOf(way: string, revision = 'one'): CatalogEntry {
  return {
    ...starter,
    id: 'fetched',
    folder: null,
    repository: `${way}/starter-${root}`,
    revision,
  };
}

function install(
  entry: CatalogEntry,
  {
    signal = never,
    onProgress = () => undefined,
  }: { signal?: AbortSignal; onProgress?: (progress: InstallProgress) => void } = {},
) {
  return store.install(entry, { signal, onProgress });
}

const revisions = async () => (await store.list()).map(({ entry }) => entry.revision).toSorted();

async function requestsOf({ repository, revision }: CatalogEntry, name: string) {
  const log = await fetch(`${hubUrl}/log/${repository ?? ''}/${revision}/${name}`);
  return (await log.json()) as { range?: string }[];
}

it('installs a model of the hub, and finds it from then on', async () => {
  const entry = entryOf('ok');
  expect(await store.list()).toEqual([]);
  const installed = await install(entry);
  expect(installed).toMatchObject({ entry, isVerified: true, path: `${root}/fetched/one` });
  expect(await new ModelStore({ root }).find(entry)).toEqual(installed);
});

it('does not fetch a model that is there', async () => {
  await Promise.all([install(entryOf('ok')), install(entryOf('ok'))]);
  expect(await requestsOf(entryOf('ok'), 'model.safetensors')).toHaveLength(1);
});

it('tells how far it is, over both files, up to the end', async () => {
  const progress: InstallProgress[] = [];
  await install(entryOf('ok'), { onProgress: (step) => progress.push(step) });
  expect(progress.at(-1)).toMatchObject({
    receivedBytes: whole,
    totalBytes: whole,
    secondsLeft: 0,
  });
});

it('tells while it tries again, until something comes', async () => {
  const progress: InstallProgress[] = [];
  await install(entryOf('cut'), { onProgress: (step) => progress.push(step) });
  expect(progress.map(({ isRetrying }) => isRetrying)).toContain(true);
  expect(progress.at(-1)).toMatchObject({ receivedBytes: whole, isRetrying: false });
});

it('pauses in the middle, remembers how much is there, and goes on', async () => {
  const pausing = new AbortController();
  const entry = entryOf('slow');
  const onProgress = ({ receivedBytes }: InstallProgress) => {
    if (receivedBytes > 1_000) pausing.abort();
  };
  await expect(install(entry, { signal: pausing.signal, onProgress })).rejects.toMatchObject({
    code: 'paused',
  });
  expect(await store.list()).toEqual([]);
  const received = await store.findReceivedBytes(entry);
  expect(received).toBeGreaterThan(1_000);
  expect(received).toBeLessThan(whole);

  const progress: InstallProgress[] = [];
  await install(entry, { onProgress: (step) => progress.push(step) });
  const resumed = progress.findIndex((step) => step.receivedBytes === received);
  expect(progress[resumed]).toMatchObject({ bytesPerSecond: 0, secondsLeft: null });
  expect(await requestsOf(entry, 'config.json')).toHaveLength(1);
  expect(await store.findReceivedBytes(entry)).toBe(whole);
});

it('does not start when it is already paused', async () => {
  const entry = entryOf('ok');
  await expect(install(entry, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'paused',
  });
  expect(await requestsOf(entry, 'config.json')).toHaveLength(0);
});

it.each([
  ['wrong-bytes', 'wrongBytes'],
  ['short', 'wrongLength'],
  ['missing', 'notFound'],
])('has nothing half installed when the files are %s', async (way, code) => {
  await expect(install(entryOf(way))).rejects.toMatchObject({ code });
  expect(await store.list()).toEqual([]);
  expect(await store.findReceivedBytes(entryOf(way))).toBe(0);
});

it('asks for room before it asks the hub', async () => {
  vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ quota: whole, usage: 0 });
  await expect(install(entryOf('ok'))).rejects.toMatchObject({ code: 'noSpace' });
  expect(await requestsOf(entryOf('ok'), 'config.json')).toHaveLength(0);
});

it('wants no more room than what is still to come', async () => {
  const room = 16 * 1024 * 1024;
  await install(entryOf('ok'));
  await store.activate(undefined);
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(root);
  const revision = await (await folder.getDirectoryHandle('fetched')).getDirectoryHandle('one');
  await revision.removeEntry('installed.json');
  vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ quota: room, usage: 0 });
  await install(entryOf('ok'));
  expect(await revisions()).toEqual(['one']);
});

it('has no repository to fetch an embedded model from', async () => {
  await expect(install(starter)).rejects.toMatchObject({ code: 'notFound' });
});

it('keeps the revision in use until the new one is activated, and the one before for going back', async () => {
  for (const revision of ['one', 'two', 'three']) {
    await install(entryOf('ok', revision));
    expect(await revisions()).toContain('one');
    if (revision !== 'three') await store.activate({ id: 'fetched', revision });
  }
  expect(await store.getChoice()).toEqual({
    active: { id: 'fetched', revision: 'two' },
    previous: { id: 'fetched', revision: 'one' },
  });
  await store.activate({ id: 'fetched', revision: 'three' });
  expect(await revisions()).toEqual(['three', 'two']);

  expect(await store.goBack()).toEqual({ id: 'fetched', revision: 'two' });
  expect((await new ModelStore({ root }).getChoice()).active?.revision).toBe('two');
  expect(await revisions()).toEqual(['three', 'two']);
});

it('goes back to the embedded default when that came before', async () => {
  await install(entryOf('ok'));
  await store.activate(entryOf('ok'));
  expect(await store.goBack()).toBeUndefined();
  expect((await store.getChoice()).active).toBeUndefined();
  expect(await revisions()).toEqual(['one']);
});

it('activates nothing that is not whole', async () => {
  await expect(install(entryOf('missing'))).rejects.toThrow();
  await expect(store.activate(entryOf('missing'))).rejects.toMatchObject({ code: 'notInstalled' });
  expect(await store.getChoice()).toEqual({});
});

it('removes a model, but not the one in use', async () => {
  const entry = entryOf('ok');
  await install(entry);
  await store.activate(entry);
  await expect(store.remove(entry)).rejects.toMatchObject({ code: 'inUse' });
  await store.activate(undefined);
  await store.remove(entry);
  expect(await store.list()).toEqual([]);
  expect(await store.findReceivedBytes(entry)).toBe(0);
});

it('removes what a paused install left', async () => {
  const pausing = new AbortController();
  const onProgress = () => pausing.abort();
  await expect(install(entryOf('slow'), { signal: pausing.signal, onProgress })).rejects.toThrow();
  await store.remove(entryOf('slow'));
  expect(await store.findReceivedBytes(entryOf('slow'))).toBe(0);
});

it('reads a spoilt choice as none', async () => {
  await store.getChoice();
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(root);
  const writable = await (
    await folder.getFileHandle('choice.json', { create: true })
  ).createWritable();
  await writable.write('{"active":');
  await writable.close();
  expect(await store.getChoice()).toEqual({});
});

const describeAs =
  (isVerified: boolean): DescribeFiles =>
  (files) => ({ entry: { ...starter, id: 'imported', files }, isVerified });

async function starterBlob(name: string): Promise<Blob> {
  return (await fetch(`/models/starter/${name}`)).blob();
}

it('imports two files, and knows them by their hashes', async () => {
  const files = {
    'config.json': await starterBlob('config.json'),
    'model.safetensors': await starterBlob('model.safetensors'),
  };
  const options = { signal: never, describe: describeAs(false) };
  const { path, ...imported } = await store.importFiles(files, options);
  expect(imported).toMatchObject({ isVerified: false, entry: { files: starter.files } });
  expect(path).toBe(`${root}/imported/v0`);
  expect(await store.findReceivedBytes(imported.entry)).toBe(whole);
  expect(await store.importFiles(files, options)).toEqual({ path, ...imported });
  expect(await store.list()).toHaveLength(1);
});

it('keeps nothing of an import that is refused', async () => {
  const files = { 'config.json': new Blob(['{}']), 'model.safetensors': new Blob(['no']) };
  const refuse = () => {
    throw new TypeError('refused');
  };
  const failure = store.importFiles(files, { signal: never, describe: refuse });
  await expect(failure).rejects.toMatchObject({ code: 'storageFailed' });
  expect(await store.list()).toEqual([]);
});
