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
  const catalog = JSON.parse(readFileSync(path, 'utf8')) as Catalog;
  const changed = replaceCalibration(catalog, id, calibration);
  const config = await resolveConfig(path);
  writeFileSync(
    path,
    await format(JSON.stringify(changed, null, 2), { ...config, filepath: path }),
  );
}

/** The catalog with the zones and the smallest size of one model replaced. @throws Error where it has no such model. */
export function replaceCalibration(
  catalog: Catalog,
  id: string,
  { zones, smallest }: Calibration,
): Catalog {
  if (!catalog.models.some((entry) => entry.id === id)) {
    throw new Error(`Expected ${id} in the catalog, got none`);
  }
  const models = catalog.models.map((entry) =>
    entry.id === id ? { ...entry, zones, smallest } : entry,
  );
  return { ...catalog, models };
}
