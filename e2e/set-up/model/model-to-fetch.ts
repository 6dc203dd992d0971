import type { Catalog } from '../../../models/packaging/build-catalog.ts';
import type { CatalogEntry } from '../../../lib/verdict/model.ts';

/** Where models come from, unless tests say otherwise. */
export const hubUrl = process.env['CANDID_HUB_URL'] ?? 'https://huggingface.co';

/**
 * The model of the catalog that is not in the repository: the one with this id, or the first.
 *
 * @throws Error when there is none.
 */
export function modelToFetch({ models }: Catalog, id?: string): CatalogEntry {
  const fetchable = models.filter(({ repository }) => repository !== null);
  const entry = fetchable.find((model) => id === undefined || model.id === id);
  if (entry) return entry;
  const known = fetchable.map((model) => model.id).join(', ');
  throw new Error(`Expected one of the models ${known}, got ${id ?? 'none in the catalog'}`);
}
