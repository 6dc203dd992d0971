import type { PinnedFile } from '../verdict/model';
import type { ModelErrorCode } from '../verdict/model-error';
import type { Download } from './download';

/** What the installer's worker can be asked to do, over Comlink. Only a worker can write a file in place. */
export interface Installer {
  /**
   * See `downloadFile`. Calls `onReceived` with the bytes that are there, at most a few times a second, and `onRetry` before
   * a lost connection is tried again.
   */
  download(
    download: Download,
    onReceived: (receivedBytes: number) => void,
    onRetry: () => void,
  ): Promise<InstallerOutcome<undefined>>;
  /** Keeps a file of the person's disk and answers what it is. */
  copy(copy: FileCopy): Promise<InstallerOutcome<PinnedFile>>;
  /** Makes the call that runs end with `paused`. */
  pause(): void;
}

export interface FileCopy {
  file: Blob;
  folder: FileSystemDirectoryHandle;
  name: string;
}

/** Comlink keeps only an error's name and text, so failures cross as values. */
export type InstallerOutcome<Value> =
  | { ok: true; value: Value }
  | {
      ok: false;
      code: ModelErrorCode;
      message: string;
      retryAfterSeconds: number | undefined;
    };
