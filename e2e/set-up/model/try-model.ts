import { resolve } from 'node:path';
import type { Patience } from '../../../lib/model-store/complete-part.ts';
import type { CatalogEntry } from '../../../lib/verdict/model.ts';
import { ModelError } from '../../../lib/verdict/model-error.ts';
import { readCatalog } from '../../../models/packaging/build-catalog.ts';
import { isFetched } from '../../../models/packaging/fetched-models.ts';
import { explain } from './explain.ts';
import { fetchModel } from './fetch-model.ts';
import { hubUrl, modelToFetch } from './model-to-fetch.ts';
import { showTransfer } from './show-transfer.ts';

const root = resolve(import.meta.dirname, '../../..');

/** A computer without a network is told from the first, small file. */
const soon: Patience = { stallMs: 5_000, retryDelaysMs: [] };
const patiently: Patience = { stallMs: 10_000, retryDelaysMs: [1_000, 2_000] };
const patienceFor = (sizeInBytes: number) => (sizeInBytes < 1e6 ? soon : patiently);

/** What is not there by then is left for the next time. */
const timeoutMs = 300_000;

/**
 * The id of the model to bundle: the full one where it was fetched, else `none`: the starter model, which is in the
 * repository, judges then. `CANDID_BUNDLE` decides before that, and a catalog of one's own decides for itself.
 */
export function modelToBundle(): string {
  const { CANDID_BUNDLE, CANDID_CATALOG } = process.env;
  if (CANDID_BUNDLE !== undefined) return CANDID_BUNDLE;
  if (CANDID_CATALOG !== undefined) return 'none';
  const entry = modelToFetch(readCatalog(root));
  return isFetched(root, entry) ? entry.id : 'none';
}

/** Fetches the full model if it is wanted, is not there and the hub can be reached; says so otherwise and goes on. */
export async function tryModel(): Promise<void> {
  if (process.env['CANDID_BUNDLE'] === 'none' || process.env['CANDID_CATALOG'] !== undefined)
    return;
  const entry = modelToFetch(readCatalog(root));
  if (isFetched(root, entry)) return;
  const isThere = await tryToFetch(entry);
  if (!isThere) console.log('  the embedded starter model is used; "npm run model" tries again');
}

async function tryToFetch(entry: CatalogEntry): Promise<boolean> {
  console.log(`Fetching the model ${entry.name}`);
  const transfer = showTransfer();
  try {
    const options = { signal: AbortSignal.timeout(timeoutMs), onProgress: transfer.onProgress };
    await fetchModel({ root, entry, hubUrl, patienceFor }, options);
    return true;
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    console.log(`  not possible here: ${explain(error)}`);
    return false;
  } finally {
    transfer.stop();
  }
}
