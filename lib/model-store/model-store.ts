import type { CatalogEntry } from '../verdict/model';
import { ModelError } from '../verdict/model-error';
import type { Patience } from './complete-part';
import { ensureSpace } from './ensure-space';
import {
  fetchModelFiles,
  findReceivedBytes,
  sizeOfModel,
  type InstallProgress,
} from './fetch-model-files';
import { findHubModel, type HubSource } from './hub-model';
import { takeModelFiles, type ModelFileBlobs, type TakenPins } from './take-model-files';
import {
  ensureModelFolder,
  findModelFolder,
  isSameModel,
  listFolders,
  openModelsFolder,
  pathOf,
  readChoice,
  readRecord,
  readWish,
  removeModelFolder,
  writeChoice,
  writeRecord,
  writeWish,
  type Choice,
  type ModelKey,
  type StoredModel,
} from './model-folders';
import { inStorage } from './storage-error';

export interface InstallOptions {
  /** Aborting pauses: what came stays for the next install of the same model. */
  signal: AbortSignal;
  onProgress: (progress: InstallProgress) => void;
}

/** Says what a person's files are, once their sizes and hashes are known. */
export type DescribeFiles = (pins: TakenPins) => Pick<StoredModel, 'entry' | 'isVerified'>;

export interface ImportOptions {
  signal: AbortSignal;
  describe: DescribeFiles;
}

interface Turn {
  id: string;
  signal?: AbortSignal;
}

interface ModelStoreOptions {
  /** Where the hub answers, without a slash at the end. */
  hubUrl?: string;
  /** The folder of all models in the origin private file system. */
  root?: string;
  patience?: Patience;
}

/** The models of this browser profile, and which of them is in use. Every method throws ModelError. */
export class ModelStore {
  readonly #options: Required<Omit<ModelStoreOptions, 'patience'>> & { patience?: Patience };

  constructor(options: ModelStoreOptions = {}) {
    this.#options = { root: 'models', hubUrl: 'https://huggingface.co', ...options };
  }

  /** The models that are whole. */
  list(): Promise<StoredModel[]> {
    return inStorage(async () => {
      const stored: StoredModel[] = [];
      for await (const { folder, ...key } of listFolders(await this.#openModels())) {
        const record = await readRecord(folder);
        if (record) stored.push({ ...record, path: pathOf(this.#options.root, key) });
      }
      return stored;
    });
  }

  async find(key: ModelKey): Promise<StoredModel | undefined> {
    return (await this.list()).find(({ entry }) => isSameModel(entry, key));
  }

  /** How many bytes of a model are there, from an install that was paused or cut off. */
  findReceivedBytes(entry: CatalogEntry): Promise<number> {
    return inStorage(async () => {
      const folder = await findModelFolder(await this.#openModels(), entry);
      return folder ? findReceivedBytes(folder) : 0;
    });
  }

  /** The models that were added from the hub and are not whole yet. */
  listWanted(): Promise<CatalogEntry[]> {
    return inStorage(async () => {
      const wanted: CatalogEntry[] = [];
      for await (const { folder } of listFolders(await this.#openModels())) {
        const entry = await readWish(folder);
        if (entry && !(await readRecord(folder))) wanted.push(entry);
      }
      return wanted;
    });
  }

  /** Looks a model up on the hub. Nothing is kept by that. */
  findOnHub(source: HubSource, signal: AbortSignal): Promise<CatalogEntry> {
    return findHubModel({ ...source, hubUrl: this.#options.hubUrl }, signal);
  }

  /** Notes a model to install, so that it is known after a restart; unfinished revisions of the same model go. */
  want(entry: CatalogEntry): Promise<void> {
    return this.#inTurn({ id: entry.id }, async () => {
      const models = await this.#openModels();
      for (const other of await this.listWanted()) {
        const isOlder = other.id === entry.id && other.revision !== entry.revision;
        if (isOlder) await removeModelFolder(models, other);
      }
      if (await this.find(entry)) return;
      await writeWish(await ensureModelFolder(models, entry), entry);
    });
  }

  /** Fetches a model from its pinned repository and revision, unless it is there. */
  install(entry: CatalogEntry, { signal, onProgress }: InstallOptions): Promise<StoredModel> {
    return this.#inTurn({ id: entry.id, signal }, async () => {
      const known = await this.find(entry);
      if (known) return known;
      const folder = await ensureModelFolder(await this.#openModels(), entry);
      await ensureSpace(sizeOfModel(entry) - (await findReceivedBytes(folder)));
      const { hubUrl, patience } = this.#options;
      await fetchModelFiles({ entry, folder, hubUrl, patience }, { signal, onProgress });
      return this.#complete({ entry, isVerified: entry.standing !== 'unverified' }, folder);
    });
  }

  /** Keeps a copy of files of the person's disk. Nobody has checked such a model, unless the catalog pins its bytes. */
  importFiles(files: ModelFileBlobs, { signal, describe }: ImportOptions): Promise<StoredModel> {
    const arrivals = { id: 'arrivals', revision: 'import' };
    return this.#inTurn({ id: arrivals.id, signal }, async () => {
      const models = await this.#openModels();
      try {
        await ensureSpace(files['config.json'].size + files['model.safetensors'].size);
        const arrived = await ensureModelFolder(models, arrivals);
        const taken = await takeModelFiles({ files, folder: arrived }, signal);
        const model = describe(taken.pins);
        const known = await this.find(model.entry);
        if (known) return known;
        const folder = await ensureModelFolder(models, model.entry);
        await taken.moveTo(folder);
        return await this.#complete(model, folder);
      } finally {
        await removeModelFolder(models, arrivals);
      }
    });
  }

  /** Removes a model, whole or not, once an install of it has ended. @throws ModelError (`inUse`) for the one in use. */
  remove(key: ModelKey): Promise<void> {
    return this.#inTurn({ id: key.id }, async () => {
      const models = await this.#openModels();
      if (isSameModel((await readChoice(models)).active, key)) {
        throw new ModelError('inUse', `Expected a model that is not in use, got ${key.id}`);
      }
      await removeModelFolder(models, key);
    });
  }

  getChoice(): Promise<Choice> {
    return inStorage(async () => readChoice(await this.#openModels()));
  }

  /**
   * Remembers which model is in use, undefined for the embedded default, and which was before. Other revisions of the
   * same model are cleared away: call this only when the new one has passed its self-test.
   */
  activate(active: ModelKey | undefined): Promise<void> {
    return inStorage(async () => {
      const models = await this.#openModels();
      const { active: previous } = await readChoice(models);
      if (isSameModel(previous, active)) return;
      if (active && !(await this.find(active))) throw notInstalled(active);
      await writeChoice(models, { active: active && keyOf(active), previous });
      await this.#removeSuperseded([active, previous]);
    });
  }

  /** Exchanges the model in use for the one before it. Answers what is in use then. */
  async goBack(): Promise<ModelKey | undefined> {
    const { previous } = await this.getChoice();
    await this.activate(previous);
    return previous;
  }

  async #removeSuperseded(kept: (ModelKey | undefined)[]): Promise<void> {
    for (const { entry } of await this.list()) {
      const isSuperseded = kept.some((key) => key?.id === entry.id);
      const isKept = kept.some((key) => isSameModel(key, entry));
      if (isSuperseded && !isKept) await removeModelFolder(await this.#openModels(), entry);
    }
  }

  async #complete(
    model: Pick<StoredModel, 'entry' | 'isVerified'>,
    folder: FileSystemDirectoryHandle,
  ): Promise<StoredModel> {
    const record = { ...model, installedAt: Date.now() };
    await writeRecord(folder, record);
    return { ...record, path: pathOf(this.#options.root, model.entry) };
  }

  #openModels(): Promise<FileSystemDirectoryHandle> {
    return openModelsFolder(this.#options.root);
  }

  /** One change of a model at a time, in all contexts of this profile: a file that is written is locked for others. */
  #inTurn<Value>({ id, signal }: Turn, work: () => Promise<Value>): Promise<Value> {
    const lock = `candid-${this.#options.root}-${id}`;
    const options = signal ? { signal } : {};
    return inStorage(() => navigator.locks.request(lock, options, work), signal);
  }
}

function keyOf({ id, revision }: ModelKey): ModelKey {
  return { id, revision };
}

function notInstalled({ id, revision }: ModelKey): ModelError {
  return new ModelError('notInstalled', `Expected an installed model, got ${id} at ${revision}`);
}
