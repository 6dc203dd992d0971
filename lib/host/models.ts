import type { HubSource, ImportRequest } from '../messaging/protocol';
import type { StoredModel } from '../model-store/model-folders';
import type { ModelStore } from '../model-store/model-store';
import type { ListedModel, ModelKey, ModelState } from '../verdict/listed-model';
import { listFiles, type CatalogEntry } from '../verdict/model';
import { ModelError } from '../verdict/model-error';
import { cardOf } from './catalog';
import { describeImport, findByFiles } from './describe-import';
import type { Judge, ModelInUse } from './model-in-use';

interface ModelsOptions {
  store: Pick<
    ModelStore,
    | 'activate'
    | 'findOnHub'
    | 'findReceivedBytes'
    | 'getChoice'
    | 'importFiles'
    | 'install'
    | 'list'
    | 'listWanted'
    | 'remove'
    | 'want'
  >;
  /** Every model of the catalog. The first embedded one judges when nothing is chosen. */
  entries: CatalogEntry[];
  inUse: Pick<ModelInUse, 'change' | 'getCurrent'>;
  createJudge: (model: KnownModel) => Judge;
  selfTest: (judge: Judge) => Promise<void>;
  /** Called when another model judges from now on. */
  onChange: (model: ModelKey) => void;
}

/** A model that can judge: one of the package (no `path`), or one of the store. */
export interface KnownModel {
  entry: CatalogEntry;
  path?: string;
}

/** An install of this session: running, or ended badly. */
interface Install {
  pausing: AbortController;
  state: Extract<ModelState, { status: 'installing' | 'failed' }>;
}

/** What can be done with models, for the pages that show them. Every method throws ModelError. */
export class Models {
  readonly #options: ModelsOptions;
  readonly #installs = new Map<string, Install>();

  constructor(options: ModelsOptions) {
    this.#options = options;
  }

  /** Whether a model comes in. */
  get isInstalling(): boolean {
    return [...this.#installs.values()].some(({ state }) => state.status === 'installing');
  }

  /** The catalog's models, then what only the store has: older revisions, imports and models from the hub. */
  async list(): Promise<ListedModel[]> {
    const { entries, store, inUse } = this.#options;
    const [stored, wanted, choice, { entry: active }] = await Promise.all([
      store.list(),
      store.listWanted(),
      store.getChoice(),
      inUse.getCurrent(),
    ]);
    const previous = choice.previous ?? (choice.active && this.#embedded());
    const others = [...stored.map(({ entry }) => entry), ...wanted];
    const all = [
      ...entries,
      ...others.filter((entry) => !entries.some((known) => isSame(known, entry))),
    ];
    return Promise.all(
      all.map(async (entry) => ({
        model: cardOf(entry),
        sizeInBytes: sizeOf(entry),
        repository: entry.repository,
        isVerified: entry.standing !== 'unverified',
        isActive: isSame(entry, active),
        isPrevious: previous !== undefined && isSame(entry, previous),
        isUpdate: isUpdate(entry, stored),
        state: await this.#stateOf(entry, stored),
      })),
    );
  }

  /** Starts an install, or lets the one that runs go on. How it ends is in the list. */
  async install(id: string): Promise<void> {
    const isIt = (entry: CatalogEntry) => entry.id === id;
    const { entries, store } = this.#options;
    const entry = entries.find(isIt) ?? (await store.listWanted()).find(isIt);
    if (!entry) throw new ModelError('notFound', `Expected a model that is known, got ${id}`);
    this.#start(entry);
  }

  #start(entry: CatalogEntry): void {
    const { id } = entry;
    if (this.#installs.get(id)?.state.status === 'installing') return;
    const pausing = new AbortController();
    const state = startOf(entry);
    const install: Install = { pausing, state };
    this.#installs.set(id, install);
    void this.#run(entry, install);
  }

  pause(id: string): void {
    this.#installs.get(id)?.pausing.abort();
  }

  async remove(key: ModelKey): Promise<void> {
    this.pause(key.id);
    await this.#options.store.remove(key);
    this.#installs.delete(key.id);
  }

  /** Puts a model to use, once it has passed its self-test. */
  async activate(key: ModelKey): Promise<void> {
    const { inUse, createJudge, selfTest, store, onChange } = this.#options;
    if (isSame((await inUse.getCurrent()).entry, key)) return;
    const known = await this.#getKnown(key);
    const remember = () => store.activate(known.path === undefined ? undefined : key);
    await inUse.change(createJudge(known), { selfTest, remember });
    onChange(keyOf(known.entry));
  }

  /** Puts the model to use that was in use before. */
  async goBack(): Promise<void> {
    const { previous } = await this.#options.store.getChoice();
    await this.activate(previous ?? this.#embedded());
  }

  /** Looks a model up on the hub and starts to install it. Where its files are those of the catalog's, it is that model. */
  async addHubModel({ repository, revision }: HubSource): Promise<ModelKey> {
    const { store, entries } = this.#options;
    const { signal } = new AbortController();
    const source = { repository: repository.trim(), revision: revision.trim() || 'main' };
    const found = await store.findOnHub(source, signal);
    const entry = findByFiles(entries, found.files) ?? found;
    if (entry === found) await this.#want(entry);
    this.#start(entry);
    return keyOf(entry);
  }

  /** An install of another revision of the same model gives way. */
  async #want(entry: CatalogEntry): Promise<void> {
    const { store } = this.#options;
    const isKnown = (await store.listWanted()).some((wanted) => isSame(wanted, entry));
    if (!isKnown) {
      this.pause(entry.id);
      this.#installs.delete(entry.id);
    }
    await store.want(entry);
  }

  /** Keeps a copy of the person's files as a model. It is not put to use by that. */
  async importFiles({ name, config, weights, preprocessor }: ImportRequest): Promise<ModelKey> {
    const { store, entries } = this.#options;
    const texts = { config: await config.text(), preprocessor: await preprocessor?.text() };
    const describe = describeImport({ name, ...texts, entries });
    const files = { 'config.json': config, 'model.safetensors': weights };
    const { signal } = new AbortController();
    const { entry } = await store.importFiles(files, { signal, describe });
    return keyOf(entry);
  }

  async #run(entry: CatalogEntry, install: Install): Promise<void> {
    const { signal } = install.pausing;
    try {
      await this.#options.store.install(entry, {
        signal,
        onProgress: (progress) => {
          install.state = { status: 'installing', ...progress };
        },
      });
      this.#installs.delete(entry.id);
    } catch (error) {
      this.#fail(entry.id, { install, error });
    }
  }

  #fail(id: string, { install, error }: { install: Install; error: unknown }): void {
    const code = error instanceof ModelError ? error.code : 'storageFailed';
    const retryAfterSeconds = error instanceof ModelError ? error.retryAfterSeconds : undefined;
    install.state = { status: 'failed', code, retryAfterSeconds, receivedBytes: 0 };
    if (code === 'paused' && this.#installs.get(id) === install) this.#installs.delete(id);
  }

  async #stateOf(entry: CatalogEntry, stored: StoredModel[]): Promise<ModelState> {
    if (entry.folder !== null) return { status: 'embedded' };
    if (stored.some((model) => isSame(model.entry, entry))) return { status: 'installed' };
    const state = this.#installs.get(entry.id)?.state;
    if (state?.status === 'installing') return state;
    const receivedBytes = await this.#options.store.findReceivedBytes(entry);
    return state ? { ...state, receivedBytes } : { status: 'absent', receivedBytes };
  }

  async #getKnown(key: ModelKey): Promise<KnownModel> {
    const embedded = this.#options.entries.find((entry) => isSame(entry, key) && entry.folder);
    if (embedded) return { entry: embedded };
    const stored = (await this.#options.store.list()).find(({ entry }) => isSame(entry, key));
    if (stored) return stored;
    throw new ModelError('notInstalled', `Expected an installed model, got ${key.id}`);
  }

  #embedded(): CatalogEntry {
    const embedded = this.#options.entries.find(({ folder }) => folder !== null);
    if (!embedded) throw new TypeError('Expected an embedded model in the catalog, got none');
    return embedded;
  }
}

/** What tells one revision of a model from all others. */
export function keyOf({ id, revision }: ModelKey): ModelKey {
  return { id, revision };
}

function sizeOf({ files }: CatalogEntry): number {
  return listFiles(files).reduce((sum, [, { sizeInBytes }]) => sum + sizeInBytes, 0);
}

function startOf(entry: CatalogEntry): Install['state'] {
  return {
    status: 'installing',
    receivedBytes: 0,
    totalBytes: sizeOf(entry),
    bytesPerSecond: 0,
    secondsLeft: null,
    isRetrying: false,
  };
}

/** Another revision of it is installed, and this one, which the catalog pins, is not. */
function isUpdate(entry: CatalogEntry, stored: StoredModel[]): boolean {
  const revisions = stored.filter((model) => model.entry.id === entry.id);
  return revisions.length > 0 && !revisions.some((model) => isSame(model.entry, entry));
}

function isSame(a: ModelKey, b: ModelKey): boolean {
  return a.id === b.id && a.revision === b.revision;
}
