import { basename, join, resolve } from 'node:path';
import { modelToBundle } from '../../e2e/set-up/model/try-model.ts';
import type { CatalogEntry } from '../../lib/verdict/model.ts';
import { readCatalog } from '../../models/packaging/build-catalog.ts';
import { filesOf, isFetched } from '../../models/packaging/fetched-models.ts';
import type { EvaluatedModel } from './evaluation.ts';

const root = resolve(import.meta.dirname, '../..');

/** Where `npm run eval` writes the results of a folder and a model unless it is told otherwise. Git ignores it. */
export function resultsPathOf(folder: string, modelId: string): string {
  return join(root, '.cache/eval', `${basename(resolve(folder))}.${modelId}.json`);
}

/** What results say of the model. `sha256` is of its weights. */
export function modelOf({ id, revision, files }: CatalogEntry): EvaluatedModel {
  const weights = filesOf({ files }).at(-1);
  if (!weights) throw new Error(`Expected files of ${id}, got none`);
  return { id, revision, sha256: weights.pin.sha256 };
}

/**
 * The model of that id, else the one that a build embeds.
 *
 * @throws Error in words where it is not in the catalog, or not on this computer.
 */
export function findModel(wanted: string | undefined): CatalogEntry {
  const catalog = readCatalog(root, process.env['CANDID_CATALOG']);
  const usual = modelToBundle();
  const id = wanted ?? (usual === 'none' ? catalog.default : usual);
  const entry = catalog.models.find((each) => each.id === id);
  if (!entry) {
    const ids = catalog.models.map((each) => each.id).join(', ');
    throw new Error(`Expected a model of the catalog (${ids}), got ${id}`);
  }
  if (entry.folder !== null || isFetched(root, entry)) return entry;
  throw new Error(
    `The model ${entry.name} is not on this computer: run "npm run model -- ${id}" first`,
  );
}
