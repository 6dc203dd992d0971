import { completePart, type FetchFileOptions, type FileFetch } from './complete-part';
import { PartFile } from './part-file';
import { inStorage } from './storage-error';

/** One pinned file to fetch into `folder`. */
export interface Download extends FileFetch {
  folder: FileSystemDirectoryHandle;
}

/**
 * Fetches a file, going on where an earlier download of it stopped. It gets its name only when its length and sha256
 * are those of its pin; a wrong one is thrown away. Dedicated workers only.
 *
 * @throws ModelError saying why the file is not there; `paused` when `signal` aborted.
 */
export async function downloadFile(download: Download, options: FetchFileOptions): Promise<void> {
  await inStorage(async () => {
    if (await isWhole(download)) return;
    const part = await PartFile.open(download);
    options.onReceived(part.sizeInBytes);
    await completePart(part, download, options);
  }, options.signal);
}

async function isWhole({ folder, name, pin }: Download): Promise<boolean> {
  const handle = await folder.getFileHandle(name).catch(() => undefined);
  return handle !== undefined && (await handle.getFile()).size === pin.sizeInBytes;
}
