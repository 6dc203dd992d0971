import catalog from '../../models/catalog.json';
import { listFiles, type CatalogEntry, type ModelCard } from '../verdict/model';

/** Raise when `lib/inference` changes what a model sees or answers for the same bytes: older judgements then go stale. */
const inferenceVersion = 1;

// TypeScript widens the literals of a JSON file; rooms.test.ts and rate.test.ts check the entries.
const entries = catalog.models as unknown as CatalogEntry[];

/** Every model of the catalog. */
export function getEntries(): CatalogEntry[] {
  return entries;
}

/** The model that judges unless the person chooses another. */
export function getDefaultEntry(): CatalogEntry {
  const entry = entries.find(({ id }) => id === catalog.default);
  if (!entry) throw new TypeError(`Expected ${catalog.default} in models/catalog.json, got none`);
  return entry;
}

/** What goes with every judgement of this model. */
export function cardOf(entry: CatalogEntry): ModelCard {
  const { id, name, revision, licence, labels, zones, smallest, standing, explanation } = entry;
  const known = { ...(labels && { labels }), ...(explanation && { explanation }) };
  return { id, name, revision, licence, zones, smallest, standing, ...known };
}

/** Tells judgements apart that the same bytes could get differently: by model, weights, preprocessing and our code. */
export function stampOf({ id, revision, files, preprocessing }: CatalogEntry): string {
  const [, ...weightFiles] = listFiles(files);
  const weights = weightFiles.map(([, { sha256 }]) => sha256).join(' ');
  return JSON.stringify([id, revision, weights, preprocessing, inferenceVersion]);
}
