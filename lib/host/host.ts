import { createArchive } from '../archive/archive';
import { browser } from '../browser';
import type { LoadRequest } from '../inference/protocol';
import { serve } from '../messaging/serve';
import type { CatalogEntry } from '../verdict/model';
import { cardOf, getDefaultEntry, stampOf } from './catalog';
import { createChecks } from './checks';
import { Engine } from './engine';
import { createMemory } from './memory';
import { startInferenceWorker } from './running-worker';

/** Answers every message for the host in this context: the offscreen document, or a background page that lives on. */
export function serveHost(): void {
  const entry = getDefaultEntry();
  const model = cardOf(entry);
  const engine = new Engine({
    startWorker: startInferenceWorker,
    loadRequest: loadRequestOf(entry),
  });
  const memory = createMemory({ archive: createArchive(), model, stamp: stampOf(entry) });
  const checks = createChecks({ engine, memory, model });
  serve('host', {
    classifyImage: (request, sender) => checks.check(request, sender),
    dropImages: (selection) => checks.drop(selection),
    findJudgement: ({ contentHash }) => memory.find(contentHash),
    getEngineStatus: () => ({ model, ...engine.state }),
  });
}

function loadRequestOf(entry: CatalogEntry): LoadRequest {
  if (entry.folder === null) throw new TypeError(`Expected an embedded model, got ${entry.id}`);
  return { entry, baseUrl: browser.runtime.getURL(`${entry.folder}/`), device: 'wasm' };
}
