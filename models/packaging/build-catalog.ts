import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { CatalogEntry, PinnedFile } from '../../lib/verdict/model.ts';
import { filesOf, folderOf, isFetched } from './fetched-models.ts';
import { hashOfFile } from './hash-of-file.ts';

/** The content of `models/catalog.json`, or of what stands in for it. `default` names the model that judges at first. */
export interface Catalog {
  default: string;
  models: CatalogEntry[];
}

/** A file on this computer and its path in the package. */
export interface ShippedFile {
  absoluteSrc: string;
  relativeDest: string;
}

/** What one build ships: the catalog that its code sees, and the files of the models that are embedded by it. */
export interface BuildCatalog {
  catalog: Catalog;
  files: ShippedFile[];
}

/** What a build ships unless it is told otherwise, from the root of the repository. */
export const catalogPath = 'models/catalog.json';

/** Reads a catalog; `path` is absolute or from `root`. */
export function readCatalog(root: string, path: string = catalogPath): Catalog {
  return JSON.parse(readFileSync(resolve(root, path), 'utf8')) as Catalog;
}

/**
 * Embeds a fetched model in a catalog and makes it the default. `bundle` is its id, or `none`.
 *
 * @throws Error when that model is not in the catalog, or was not fetched.
 */
export function bundleModel(root: string, catalog: Catalog, bundle = 'none'): Catalog {
  if (bundle === 'none') return catalog;
  const entry = catalog.models.find(({ id }) => id === bundle);
  if (!entry) throw new Error(`Expected a model of the catalog to bundle, got ${bundle}`);
  if (entry.folder !== null) return { ...catalog, default: bundle };
  if (!isFetched(root, entry)) {
    throw new Error(`Expected ${bundle} to be fetched: run "npm run model -- ${bundle}" first`);
  }
  const folder = folderOf(root, entry);
  const models = catalog.models.map((known) => (known === entry ? { ...entry, folder } : known));
  return { default: bundle, models };
}

/**
 * Takes a catalog into a package. A model's `folder` may be absolute there: what the package sees is `models/<id>`.
 *
 * @throws Error when the default is not embedded, or an embedded file is not what the catalog pins.
 */
export function planPackage(root: string, catalog: Catalog): BuildCatalog {
  const embedded = catalog.models.filter(({ folder }) => folder !== null);
  if (!embedded.some(({ id }) => id === catalog.default)) {
    throw new Error(`Expected ${catalog.default} to be embedded in the package, got no folder`);
  }
  const models = catalog.models.map((entry) => ({ ...entry, folder: folderInPackage(entry) }));
  const files = embedded.flatMap((entry) => shippedFilesOf(root, entry));
  return { catalog: { ...catalog, models }, files };
}

function shippedFilesOf(root: string, entry: CatalogEntry): ShippedFile[] {
  return filesOf(entry).map(({ name, pin }) => {
    const absoluteSrc = resolve(root, entry.folder ?? '', name);
    checkFile(absoluteSrc, pin);
    return { absoluteSrc, relativeDest: `${folderInPackage(entry) ?? ''}/${name}` };
  });
}

function folderInPackage({ id, folder }: CatalogEntry): string | null {
  return folder !== null && isAbsolute(folder) ? `models/${id}` : folder;
}

function checkFile(path: string, pin: PinnedFile): void {
  const sha256 = hashOfFile(path);
  if (sha256 === pin.sha256) return;
  throw new Error(`${path}: expected sha256 ${pin.sha256}, got ${sha256}`);
}
