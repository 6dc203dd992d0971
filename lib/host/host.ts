import { createArchive, type Archive } from '../archive/archive';
import { browser } from '../browser';
import type { LoadRequest, ModelSource } from '../inference/protocol';
import { send } from '../messaging/send';
import { serve, type Handlers } from '../messaging/serve';
import { ModelStore } from '../model-store/model-store';
import type { CatalogEntry } from '../verdict/model';
import { cardOf, getDefaultEntry, getEntries, stampOf } from './catalog';
import { createChecks } from './checks';
import { createDriftRecord } from './drift-record';
import { Engine } from './engine';
import { explainLayers, explainTiles } from './explain';
import { reportHealth } from './health';
import { createHistory, type History } from './history';
import { measureBatch, measureDriftFor } from './idle-jobs';
import { createMemory } from './memory';
import { ModelInUse, type Judge } from './model-in-use';
import { keyOf, Models, type KnownModel } from './models';
import { createOriginals, type Originals } from './originals';
import { forOwnPages } from './own-page';
import { probe } from './probe';
import { startInferenceWorker } from './running-worker';
import { selfTest } from './self-test';

/** What answers the messages of the host. */
export interface Host {
  /** Whether an answer is owed, a model comes in or lies in memory. An end of this context would cost that. */
  isBusy: () => boolean;
}

/** Answers every message for the host in this context: the offscreen document, or a background page that is kept alive. */
export function serveHost(): Host {
  const store = new ModelStore();
  const archive = createArchive();
  const createJudge = createJudges(archive);
  const inUse = new ModelInUse(createJudge({ entry: getDefaultEntry() }), async () => {
    const chosen = await findChosen(store);
    return chosen && createJudge(chosen);
  });
  const models = new Models({
    store,
    entries: getEntries(),
    inUse,
    createJudge,
    selfTest,
    onChange: (model) => void send('background', 'announceModel', model).catch(reportError),
  });
  const originals = createOriginals(archive);
  const history = createHistory({ archive, inUse });
  const checks = createChecks(inUse, { originals, history });
  const service = serve('host', {
    classifyImage: (request, sender) => checks.check(request, sender),
    dropImages: (selection) => checks.drop(selection),
    raiseImage: (wish) => checks.raise(wish),
    getModel: async () => keyOf((await inUse.getCurrent()).entry),
    ...forOwnPages(answersAboutPictures({ inUse, archive, originals, history })),
    ...forOwnPages(answersAboutModels(models)),
  });
  return { isBusy: () => service.isAnswering() || models.isInstalling || inUse.isAwake };
}

interface Remembering {
  inUse: ModelInUse;
  archive: Archive;
  originals: Originals;
  history: History;
}

function answersAboutPictures({ inUse, archive, originals, history }: Remembering) {
  return {
    findJudgement: async ({ contentHash }) => (await inUse.getCurrent()).memory.find(contentHash),
    findRecord: ({ id }) => history.findRecord(id),
    listHistory: (query) => history.list(query),
    labelPicture: (labelled, sender) => history.label(labelled, sender),
    deleteHistory: (selection) => history.delete(selection),
    pruneHistory: (age) => history.prune(age),
    getEngineStatus: async () => {
      const { model, engine } = await inUse.getCurrent();
      return { model, ...engine.state };
    },
    getHealth: async () => reportHealth(await inUse.getCurrent(), archive),
    probeImage: (request) => inUse.inTurn((judge) => probe(request, judge)),
    getOriginal: ({ id }, sender) => originals.get(id, sender),
    explainTiles: (request) => inUse.inTurn((judge) => explainTiles(request, judge)),
    explainLayers: ({ bytes }) => inUse.inTurn((judge) => explainLayers(bytes, judge)),
    tryBetterDevice: () =>
      inUse.inTurn(async ({ model, engine }) => {
        await engine.tryBetterDevice();
        return { model, ...engine.state };
      }),
  } satisfies Partial<Handlers<'host'>>;
}

function answersAboutModels(models: Models) {
  return {
    listModels: () => models.list(),
    installModel: ({ id }) => models.install(id),
    pauseInstall: ({ id }) => models.pause(id),
    removeModel: (key) => models.remove(key),
    activateModel: (key) => models.activate(key),
    goBackToPreviousModel: () => models.goBack(),
    addHubModel: (source) => models.addHubModel(source),
    importModel: (files) => models.importFiles(files),
  } satisfies Partial<Handlers<'host'>>;
}

/** Judges of all models share one archive: a judgement is found under the stamp of its model. */
function createJudges(archive: Archive): (known: KnownModel) => Judge {
  return (known) => {
    const { entry } = known;
    const model = cardOf(entry);
    const stamp = stampOf(entry);
    const drift = createDriftRecord({ archive, stamp });
    return {
      entry,
      model,
      engine: new Engine({
        startWorker: startInferenceWorker,
        loadRequest: { entry, source: sourceOf(known), device: bestDeviceOf(entry) },
        drift,
        idleJobs: [measureBatch, measureDriftFor(drift)],
      }),
      memory: createMemory({ archive, model, stamp }),
    };
  };
}

/** Half precision needs a graph that Candid writes itself. */
function bestDeviceOf({ files }: CatalogEntry): LoadRequest['device'] {
  return 'model.safetensors' in files ? 'auto' : 'webgpu';
}

function sourceOf({ entry, path }: KnownModel): ModelSource {
  if (path !== undefined) return { kind: 'stored', path };
  if (entry.folder === null) throw new TypeError(`Expected an embedded model, got ${entry.id}`);
  return { kind: 'package', baseUrl: browser.runtime.getURL(`${entry.folder}/`) };
}

/** What the catalog says today of a chosen model counts, not what it said when that was installed. */
async function findChosen(store: ModelStore): Promise<KnownModel | undefined> {
  const { active } = await store.getChoice();
  const stored = active && (await store.find(active));
  return stored && { ...stored, entry: renew(stored.entry) };
}

function renew(entry: CatalogEntry): CatalogEntry {
  const today = getEntries().find(
    ({ id, revision }) => id === entry.id && revision === entry.revision,
  );
  return today ?? entry;
}
