import { expect, it, vi } from 'vitest';
import type { ModelKey } from '../verdict/listed-model';
import type { Choice, StoredModel } from '../model-store/model-folders';
import type { InstallOptions } from '../model-store/model-store';
import type { CatalogEntry } from '../verdict/model';
import { ModelError } from '../verdict/model-error';
import { idleEngine } from './fixtures/idle-engine';
import { idleMemory } from './fixtures/idle-memory';
import { cardOf, getDefaultEntry, getEntries } from './catalog';
import { ModelInUse, type Judge } from './model-in-use';
import { Models, type KnownModel } from './models';

const entries = getEntries();
const embedded = getDefaultEntry();
const reference = entries.find(({ folder }) => folder === null) as CatalogEntry;
const halfway = {
  receivedBytes: 50,
  totalBytes: 100,
  bytesPerSecond: 5,
  secondsLeft: 10,
  isRetrying: false,
};

function judgeOf({ entry }: KnownModel): Judge {
  return {
    entry,
    model: cardOf(entry),
    engine: idleEngine(),
    memory: idleMemory(),
  };
}

/** A store in memory. An install goes on until it is finished, failed or paused. */
function createTestStore() {
  const stored: StoredModel[] = [];
  let choice: Choice = {};
  let received = 0;
  let running: { entry: CatalogEntry; ended: PromiseWithResolvers<StoredModel> } | undefined;
  const add = (entry: CatalogEntry) => {
    const model = { entry, isVerified: true, installedAt: 0, path: `models/${entry.revision}` };
    stored.push(model);
    return model;
  };
  const install = vi.fn((entry: CatalogEntry, { signal, onProgress }: InstallOptions) => {
    const ended = Promise.withResolvers<StoredModel>();
    running = { entry, ended };
    onProgress(halfway);
    received = 50;
    signal.addEventListener('abort', () => ended.reject(new ModelError('paused', 'test')));
    return ended.promise;
  });
  const wanted: CatalogEntry[] = [];
  const store = {
    list: () => Promise.resolve([...stored]),
    listWanted: () =>
      Promise.resolve(wanted.filter((entry) => !stored.some((model) => model.entry === entry))),
    findOnHub: vi.fn((): Promise<CatalogEntry> =>
      Promise.reject(new ModelError('offline', 'test')),
    ),
    want: (entry: CatalogEntry) => {
      wanted.push(entry);
      return Promise.resolve();
    },
    getChoice: () => Promise.resolve(choice),
    findReceivedBytes: () => Promise.resolve(received),
    install,
    importFiles: vi.fn(),
    remove: ({ id }: ModelKey) => {
      stored.splice(0, stored.length, ...stored.filter(({ entry }) => entry.id !== id));
      received = 0;
      return Promise.resolve();
    },
    activate: (active: ModelKey | undefined) => {
      choice = { active, previous: choice.active };
      return Promise.resolve();
    },
  };
  const finish = () => running?.ended.resolve(add(running.entry));
  const fail = (error: ModelError) => running?.ended.reject(error);
  return { store, add, finish, fail };
}

function createTestModels(selfTest = () => Promise.resolve()) {
  const testStore = createTestStore();
  const inUse = new ModelInUse(judgeOf({ entry: embedded }), () => Promise.resolve(undefined));
  const { store } = testStore;
  const onChange = vi.fn();
  const models = new Models({ store, entries, inUse, createJudge: judgeOf, selfTest, onChange });
  const listingOf = async ({ id, revision }: ModelKey) =>
    (await models.list()).find(({ model }) => model.id === id && model.revision === revision);
  const activeId = async () => (await inUse.getCurrent()).entry.id;
  return { ...testStore, models, onChange, listingOf, activeId };
}

it('lists the models of the catalog, the embedded one in use', async () => {
  const { listingOf } = createTestModels();
  expect(await listingOf(embedded)).toMatchObject({
    isActive: true,
    isVerified: true,
    state: { status: 'embedded' },
  });
  expect(await listingOf(reference)).toMatchObject({
    isActive: false,
    isUpdate: false,
    state: { status: 'absent', receivedBytes: 0 },
  });
});

it('shows how an install goes on, and starts it once however often it is asked', async () => {
  const { models, store, listingOf, finish } = createTestModels();
  await models.install(reference.id);
  await models.install(reference.id);
  expect((await listingOf(reference))?.state).toEqual({ status: 'installing', ...halfway });
  expect(store.install).toHaveBeenCalledTimes(1);
  finish();
  await vi.waitFor(async () =>
    expect((await listingOf(reference))?.state).toEqual({ status: 'installed' }),
  );
});

it('pauses an install, keeps what came, and goes on', async () => {
  const { models, store, listingOf } = createTestModels();
  await models.install(reference.id);
  models.pause(reference.id);
  const paused = { status: 'absent', receivedBytes: 50 };
  await vi.waitFor(async () => expect((await listingOf(reference))?.state).toEqual(paused));
  await models.install(reference.id);
  expect((await listingOf(reference))?.state.status).toBe('installing');
  expect(store.install).toHaveBeenCalledTimes(2);
});

it('says why an install failed, until the next try', async () => {
  const { models, listingOf, fail } = createTestModels();
  await models.install(reference.id);
  fail(new ModelError('rateLimited', 'test', { retryAfterSeconds: 37 }));
  await vi.waitFor(async () =>
    expect((await listingOf(reference))?.state).toEqual({
      status: 'failed',
      code: 'rateLimited',
      retryAfterSeconds: 37,
      receivedBytes: 50,
    }),
  );
  await models.install(reference.id);
  expect((await listingOf(reference))?.state.status).toBe('installing');
});

it('installs nothing that nobody knows', async () => {
  const { models } = createTestModels();
  await expect(models.install('toString')).rejects.toMatchObject({ code: 'notFound' });
});

it('puts an installed model to use, and goes back to the embedded one', async () => {
  const { models, add, activeId, listingOf } = createTestModels();
  add(reference);
  await models.activate(reference);
  expect(await activeId()).toBe(reference.id);
  expect(await listingOf(reference)).toMatchObject({ isActive: true, isPrevious: false });
  expect(await listingOf(embedded)).toMatchObject({ isActive: false, isPrevious: true });
  await models.goBack();
  expect(await activeId()).toBe(embedded.id);
  expect(await listingOf(reference)).toMatchObject({ isActive: false, isPrevious: true });
  await models.goBack();
  expect(await activeId()).toBe(reference.id);
});

it('tells of every model that another one follows, and of no other', async () => {
  const { models, add, onChange } = createTestModels();
  add(reference);
  await models.activate(embedded);
  expect(onChange).not.toHaveBeenCalled();
  await models.activate(reference);
  await models.goBack();
  const told = onChange.mock.calls.map(([model]) => model as ModelKey);
  expect(told).toEqual([reference, embedded].map(({ id, revision }) => ({ id, revision })));
});

it('keeps the model in use when another one fails its self-test', async () => {
  const selfTest = () => Promise.reject(new Error('test'));
  const { models, add, activeId, store, onChange } = createTestModels(selfTest);
  add(reference);
  await expect(models.activate(reference)).rejects.toMatchObject({ code: 'failedSelfTest' });
  expect(await activeId()).toBe(embedded.id);
  expect(await store.getChoice()).toEqual({});
  expect(onChange).not.toHaveBeenCalled();
});

it('puts nothing to use that is not installed', async () => {
  const { models } = createTestModels();
  await expect(models.activate(reference)).rejects.toMatchObject({ code: 'notInstalled' });
});

it('offers a newer pinned revision beside the older one, and takes neither by itself', async () => {
  const { add, listingOf, models, store } = createTestModels();
  const older = { ...reference, revision: 'older' };
  add(older);
  await models.activate(older);
  expect(await listingOf(reference)).toMatchObject({ isUpdate: true, state: { status: 'absent' } });
  expect(await listingOf(older)).toMatchObject({ isActive: true, isUpdate: false });
  expect(store.install).not.toHaveBeenCalled();
});

it('removes a model together with a failure to install it', async () => {
  const { models, listingOf, fail } = createTestModels();
  await models.install(reference.id);
  fail(new ModelError('wrongBytes', 'test'));
  await vi.waitFor(async () => expect((await listingOf(reference))?.state.status).toBe('failed'));
  await models.remove(reference);
  expect((await listingOf(reference))?.state).toEqual({ status: 'absent', receivedBytes: 0 });
});

const fromHub: CatalogEntry = {
  ...reference,
  id: 'hub-somebody--detector',
  name: 'somebody/detector',
  files: {
    'config.json': { sizeInBytes: 1, sha256: 'c0ffee' },
    'onnx/model.onnx': { sizeInBytes: 2, sha256: 'decade' },
  },
  standing: 'unverified',
};

it('adds a model from the hub, unverified, and installs it like any other', async () => {
  const { models, store, listingOf, finish } = createTestModels();
  store.findOnHub.mockResolvedValue(fromHub);
  const key = await models.addHubModel({ repository: ' somebody/detector ', revision: '' });
  const source = { repository: 'somebody/detector', revision: 'main' };
  expect(store.findOnHub).toHaveBeenCalledWith(source, expect.anything());
  expect(await listingOf(key)).toMatchObject({
    isVerified: false,
    sizeInBytes: 3,
    state: { status: 'installing' },
  });
  models.pause(key.id);
  await vi.waitFor(async () => expect((await listingOf(key))?.state.status).toBe('absent'));
  await models.install(key.id);
  finish();
  await vi.waitFor(async () => expect((await listingOf(key))?.state.status).toBe('installed'));
});

it('knows the catalog’s own model when the hub has its files', async () => {
  const { models, store } = createTestModels();
  store.findOnHub.mockResolvedValue({ ...fromHub, files: reference.files });
  const { id, revision } = reference;
  expect(await models.addHubModel({ repository: 'a/b', revision: 'main' })).toEqual({
    id,
    revision,
  });
});

it('keeps nothing of a model that the hub does not have', async () => {
  const { models, store } = createTestModels();
  store.findOnHub.mockRejectedValue(new ModelError('notDetector', 'test', { subject: 'cat, dog' }));
  await expect(
    models.addHubModel({ repository: 'a/cats', revision: 'main' }),
  ).rejects.toMatchObject({
    code: 'notDetector',
    subject: 'cat, dog',
  });
  expect(await models.list()).toHaveLength(entries.length);
});
