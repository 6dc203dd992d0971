import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogEntry, PinnedFile } from '../../lib/verdict/model.ts';
import { hashOfFile } from './hash-of-file.ts';

/** A file of a model, by its name in the repository. */
export interface NamedPin {
  name: string;
  pin: PinnedFile;
}

/** The files of a model, the smallest first: it tells soon whether they can be had. */
export function filesOf({ files }: Pick<CatalogEntry, 'files'>): NamedPin[] {
  return (Object.entries(files) as [string, PinnedFile][])
    .map(([name, pin]) => ({ name, pin }))
    .toSorted((a, b) => a.pin.sizeInBytes - b.pin.sizeInBytes);
}

/** Where models lie that were fetched for builds, from the root of the repository. Git ignores it. */
const fetchedFolder = 'models/fetched';

/** The folder of one revision of a model, there or not. */
export function folderOf(root: string, { id, revision }: CatalogEntry): string {
  return join(root, fetchedFolder, id, revision);
}

/** Whether every file of a model is there. A file gets its name only once its bytes are those of the pin. */
export function isFetched(root: string, entry: CatalogEntry): boolean {
  const folder = folderOf(root, entry);
  return filesOf(entry).every(({ name, pin }) => sizeOf(join(folder, name)) === pin.sizeInBytes);
}

/** How many bytes of a model are there, of whole files and of parts. */
export function receivedBytes(root: string, entry: CatalogEntry): number {
  const paths = filesOf(entry).map(({ name }) => join(folderOf(root, entry), name));
  return paths.reduce((sum, path) => sum + (sizeOf(path) ?? sizeOf(partPath(path)) ?? 0), 0);
}

/** Throws files away whose bytes changed on this disk. Answers their names. */
export function discardChanged(root: string, entry: CatalogEntry): string[] {
  const folder = folderOf(root, entry);
  const changed = filesOf(entry).filter(
    ({ name, pin }) =>
      existsSync(join(folder, name)) && hashOfFile(join(folder, name)) !== pin.sha256,
  );
  for (const { name } of changed) rmSync(join(folder, name));
  return changed.map(({ name }) => name);
}

/** The bytes of all files of a model. */
export function sizeOfModel(entry: CatalogEntry): number {
  return filesOf(entry).reduce((sum, { pin }) => sum + pin.sizeInBytes, 0);
}

/** The path of a file that is not whole yet. */
export function partPath(path: string): string {
  return `${path}.part`;
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}
