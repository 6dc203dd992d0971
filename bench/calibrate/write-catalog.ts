import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import type { CatalogEntry } from '../../lib/verdict/model.ts';
import type { Catalog } from '../../models/packaging/build-catalog.ts';

/** What a calibration finds out of a model. */
export type Calibration = Pick<CatalogEntry, 'zones' | 'smallest'>;

/**
 * Writes what was found out of one model into a catalog's file, and nothing else. `path` is absolute.
 *
 * @throws Error where the catalog has no such model.
 */
export async function writeCalibration(
  path: string,
  id: string,
  calibration: Calibration,
): Promise<void> {
  const { zones, smallest } = calibration;
  await writeEntry(path, id, { zones, smallest });
}

/** Writes parts of one model's entry into a catalog's file, and nothing else. @throws Error where it has no such model. */
export async function writeEntry(
  path: string,
  id: string,
  part: Partial<CatalogEntry>,
): Promise<void> {
  const catalog = JSON.parse(readFileSync(path, 'utf8')) as Catalog;
  const changed = replaceEntry(catalog, id, part);
  const config = await resolveConfig(path);
  writeFileSync(
    path,
    await format(JSON.stringify(changed, null, 2), { ...config, filepath: path }),
  );
}

function replaceEntry(catalog: Catalog, id: string, part: Partial<CatalogEntry>): Catalog {
  if (!catalog.models.some((entry) => entry.id === id)) {
    throw new Error(`Expected ${id} in the catalog, got none`);
  }
  const models = catalog.models.map((entry) => (entry.id === id ? { ...entry, ...part } : entry));
  return { ...catalog, models };
}
