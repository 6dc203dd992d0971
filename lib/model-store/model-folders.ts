import * as v from 'valibot';
import type { CatalogEntry } from '../verdict/model';
import { upgradeEntry, type KeptEntry } from './upgrade-entry';
import { findNote, keepNote, removeNote } from './note';

/** One revision of one model. */
export interface ModelKey {
  id: string;
  revision: string;
}

/** A model that is whole. `isVerified` says that its bytes are the ones that the catalog pins. */
export interface StoredModel {
  entry: CatalogEntry;
  isVerified: boolean;
  /** Epoch milliseconds. */
  installedAt: number;
  /** Where its files lie in the origin private file system, names joined by slashes. */
  path: string;
}

/** The model in use and the one before it. Undefined is the embedded default. */
export interface Choice {
  active?: ModelKey | undefined;
  previous?: ModelKey | undefined;
}

type Folder = FileSystemDirectoryHandle;

const recordName = 'installed.json';
const wishName = 'wanted.json';
const choiceName = 'choice.json';

const keySchema = v.object({ id: v.string(), revision: v.string() });
const choiceSchema = v.object({
  active: v.optional(keySchema),
  previous: v.optional(keySchema),
});

const pinSchema = v.object({ sizeInBytes: v.number(), sha256: v.string() });
const filesSchema = v.union([
  v.object({ 'config.json': pinSchema, 'model.safetensors': pinSchema }),
  v.object({
    'config.json': pinSchema,
    'onnx/model.onnx': pinSchema,
    'onnx/model.onnx_data': v.optional(pinSchema),
  }),
]);
/** Only what a load would trip over: the record was written by us, beside the files. */
const entrySchema = v.looseObject({ id: v.string(), revision: v.string(), files: filesSchema });
const recordSchema = v.object({
  entry: entrySchema,
  isVerified: v.boolean(),
  installedAt: v.number(),
});

/** The folder of all models, below `root`. */
export function openModelsFolder(root: string): Promise<Folder> {
  return descend(root.split('/'), { create: true });
}

/** The folder of one revision, made when it is not there. */
export async function ensureModelFolder(
  models: Folder,
  { id, revision }: ModelKey,
): Promise<Folder> {
  const model = await models.getDirectoryHandle(nameOf(id), { create: true });
  return model.getDirectoryHandle(nameOf(revision), { create: true });
}

export async function findModelFolder(models: Folder, key: ModelKey): Promise<Folder | undefined> {
  for await (const { folder, ...found } of listFolders(models)) {
    if (isSameModel(found, key)) return folder;
  }
  return undefined;
}

/** Reads the record of a model; undefined while the model is not whole. */
export async function readRecord(folder: Folder): Promise<Omit<StoredModel, 'path'> | undefined> {
  const parsed = v.safeParse(recordSchema, parseJson(await findNote({ folder, name: recordName })));
  if (!parsed.success) return undefined;
  const record = parsed.output as unknown as StoredModel;
  return { ...record, entry: upgradeEntry(record.entry) };
}

/** The step that makes a model installed. */
export async function writeRecord(
  folder: Folder,
  record: Omit<StoredModel, 'path'>,
): Promise<void> {
  await keepNote({ folder, name: recordName }, JSON.stringify(record));
  await removeNote({ folder, name: wishName });
}

/** Reads what a folder is to hold that nobody else knows of. */
export async function readWish(folder: Folder): Promise<CatalogEntry | undefined> {
  const parsed = v.safeParse(entrySchema, parseJson(await findNote({ folder, name: wishName })));
  return parsed.success ? upgradeEntry(parsed.output as unknown as KeptEntry) : undefined;
}

/** Notes what a folder is to hold, so that its download can go on after a restart. */
export async function writeWish(folder: Folder, entry: CatalogEntry): Promise<void> {
  await keepNote({ folder, name: wishName }, JSON.stringify(entry));
}

/** A file that cannot be read counts as no choice: the embedded default judges. */
export async function readChoice(models: Folder): Promise<Choice> {
  const text = await findNote({ folder: models, name: choiceName });
  const parsed = v.safeParse(choiceSchema, parseJson(text));
  return parsed.success ? parsed.output : {};
}

export async function writeChoice(models: Folder, choice: Choice): Promise<void> {
  await keepNote({ folder: models, name: choiceName }, JSON.stringify(choice));
}

/** Every revision folder there is, whole or not. */
export async function* listFolders(models: Folder): AsyncGenerator<ModelKey & { folder: Folder }> {
  for await (const [id, model] of models.entries()) {
    if (model.kind !== 'directory') continue;
    for await (const [revision, folder] of model.entries()) {
      if (folder.kind !== 'directory') continue;
      yield { id: decodeURIComponent(id), revision: decodeURIComponent(revision), folder };
    }
  }
}

/** Removes a revision, its record first: what is half removed must not count as installed. */
export async function removeModelFolder(models: Folder, key: ModelKey): Promise<void> {
  const folder = await findModelFolder(models, key);
  if (!folder) return;
  if (await findNote({ folder, name: recordName })) await folder.removeEntry(recordName);
  const model = await models.getDirectoryHandle(nameOf(key.id));
  await model.removeEntry(nameOf(key.revision), { recursive: true });
}

export function pathOf(root: string, { id, revision }: ModelKey): string {
  return [root, nameOf(id), nameOf(revision)].join('/');
}

export function isSameModel(a: ModelKey | undefined, b: ModelKey | undefined): boolean {
  return a?.id === b?.id && a?.revision === b?.revision;
}

/** `.` and `..` are no names for a folder, and a repository's id has a slash. */
function nameOf(part: string): string {
  return encodeURIComponent(part).replace(/^\.+$/, (dots) => '%2E'.repeat(dots.length));
}

async function descend(names: string[], options: FileSystemGetDirectoryOptions): Promise<Folder> {
  let folder = await navigator.storage.getDirectory();
  for (const name of names) folder = await folder.getDirectoryHandle(name, options);
  return folder;
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    // Half a file is no file: the caller's schema refuses undefined.
    return undefined;
  }
}
