import { keptNameOf, listFiles, modelFileNames, type CatalogEntry } from '../verdict/model';
import { ModelError } from '../verdict/model-error';
import type { Patience } from './complete-part';
import { partName } from './part-file';
import { startInstaller } from './running-installer';
import { createTransferMeter, type TransferProgress } from './transfer-rate';

interface ModelFetch {
  entry: CatalogEntry;
  folder: FileSystemDirectoryHandle;
  hubUrl: string;
  patience: Patience | undefined;
}

/** How far a model is. While `isRetrying`, the connection is lost and will be tried again. */
export interface InstallProgress extends TransferProgress {
  isRetrying: boolean;
}

interface FetchOptions {
  signal: AbortSignal;
  onProgress: (progress: InstallProgress) => void;
}

/** Fetches the files of a model one after the other, the small one first: it tells soon whether they are there. */
export async function fetchModelFiles(
  { entry, folder, hubUrl, patience }: ModelFetch,
  { signal, onProgress }: FetchOptions,
): Promise<void> {
  const installer = startInstaller(signal);
  const totalBytes = sizeOfModel(entry);
  let finishedBytes = 0;
  try {
    for (const [fileName, pin] of listFiles(entry.files)) {
      // Anew for each file: what an earlier time left of it is no speed.
      const measure = createTransferMeter(totalBytes);
      let atBytes = finishedBytes;
      const report = (isRetrying: boolean) =>
        onProgress({ ...measure(atBytes, performance.now()), isRetrying });
      const onReceived = (receivedBytes: number) => {
        atBytes = finishedBytes + receivedBytes;
        report(false);
      };
      const url = urlOf(entry, { hubUrl, name: fileName });
      const name = keptNameOf(fileName);
      const file = { url, pin, folder, name, ...(patience && { patience }) };
      await installer.download(file, { onReceived, onRetry: () => report(true) });
      onReceived(pin.sizeInBytes);
      finishedBytes += pin.sizeInBytes;
    }
  } finally {
    installer.stop();
  }
}

/** The bytes of all files of a model. */
export function sizeOfModel({ files }: Pick<CatalogEntry, 'files'>): number {
  return listFiles(files).reduce((sum, [, { sizeInBytes }]) => sum + sizeInBytes, 0);
}

/** The bytes of a model that are in its folder, of whole files and of parts. */
export async function findReceivedBytes(folder: FileSystemDirectoryHandle): Promise<number> {
  const names = modelFileNames.map(keptNameOf);
  const wanted = new Set(names.flatMap((name) => [name, partName(name)]));
  let sizeInBytes = 0;
  for await (const [name, handle] of folder.entries()) {
    if (wanted.has(name) && handle.kind === 'file') sizeInBytes += (await fileOf(handle)).size;
  }
  return sizeInBytes;
}

function fileOf(handle: FileSystemHandle): Promise<File> {
  return (handle as FileSystemFileHandle).getFile();
}

function urlOf(
  { id, repository, revision }: CatalogEntry,
  { hubUrl, name }: { hubUrl: string; name: string },
): string {
  if (repository !== null) return `${hubUrl}/${repository}/resolve/${revision}/${name}`;
  throw new ModelError('notFound', `Expected a repository to fetch ${id} from, got none`);
}
