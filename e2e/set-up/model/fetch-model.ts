import { existsSync, mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { completePart, type Patience } from '../../../lib/model-store/complete-part.ts';
import { toModelError } from '../../../lib/model-store/storage-error.ts';
import {
  createTransferMeter,
  type TransferProgress,
} from '../../../lib/model-store/transfer-rate.ts';
import type { CatalogEntry } from '../../../lib/verdict/model.ts';
import { ModelError } from '../../../lib/verdict/model-error.ts';
import {
  filesOf,
  folderOf,
  receivedBytes,
  sizeOfModel,
} from '../../../models/packaging/fetched-models.ts';
import { PartOnDisk } from './part-on-disk.ts';

/** What must stay free on the disk. */
const reserveInBytes = 64 * 1024 * 1024;

export interface ModelFetch {
  /** The root of the repository. */
  root: string;
  entry: CatalogEntry;
  /** Where the hub answers, without a slash at the end. */
  hubUrl: string;
  /** How long a silent hub is waited for, for a file of so many bytes. */
  patienceFor: (sizeInBytes: number) => Patience;
}

export interface FetchModelOptions {
  /** Aborting pauses: what came stays for the next time. */
  signal: AbortSignal;
  onProgress: (progress: TransferProgress) => void;
}

/**
 * Fetches a model for builds, going on where an earlier fetch stopped, unless it is there.
 *
 * @throws ModelError saying why it is not there; `paused` when `signal` aborted.
 */
export async function fetchModel(fetch: ModelFetch, options: FetchModelOptions): Promise<void> {
  try {
    await fetchFiles(fetch, options);
  } catch (error) {
    throw toModelError(error, options.signal);
  }
}

async function fetchFiles(fetch: ModelFetch, { signal, onProgress }: FetchModelOptions) {
  const { root, entry, patienceFor } = fetch;
  const folder = folderOf(root, entry);
  const totalBytes = sizeOfModel(entry);
  mkdirSync(folder, { recursive: true });
  ensureSpace(folder, totalBytes - receivedBytes(root, entry));
  let finishedBytes = 0;
  for (const { name, pin } of filesOf(entry)) {
    // Anew for each file: what an earlier time left of it is no speed.
    const measure = createTransferMeter(totalBytes);
    const before = finishedBytes;
    const onReceived = (bytes: number) => onProgress(measure(before + bytes, performance.now()));
    if (!existsSync(join(folder, name))) {
      const part = new PartOnDisk({ folder, name });
      onReceived(part.sizeInBytes);
      const file = { url: urlOf(fetch, name), pin, name, patience: patienceFor(pin.sizeInBytes) };
      await completePart(part, file, { signal, onReceived });
    }
    finishedBytes += pin.sizeInBytes;
  }
}

/** @throws ModelError (`noSpace`) when the disk could not hold so many bytes more. */
function ensureSpace(folder: string, sizeInBytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const freeBytes = bavail * bsize;
  if (freeBytes >= sizeInBytes + reserveInBytes) return;
  const message = `Expected ${sizeInBytes + reserveInBytes} free bytes, got ${freeBytes}`;
  throw new ModelError('noSpace', message);
}

function urlOf({ entry, hubUrl }: ModelFetch, name: string): string {
  const { id, repository, revision } = entry;
  if (repository !== null) return `${hubUrl}/${repository}/resolve/${revision}/${name}`;
  throw new ModelError('notFound', `Expected a repository to fetch ${id} from, got none`);
}
