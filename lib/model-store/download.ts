import type { PinnedFile } from '../verdict/model';
import { ModelError } from '../verdict/model-error';
import { PartFile } from './part-file';
import { requestFile, type FileAnswer } from './request-file';
import { findNote, keepNote, removeNote, type Note } from './note';
import { inStorage } from './storage-error';

/** How long a silent server is waited for, and after which pauses a lost connection is tried again. */
export interface Patience {
  stallMs: number;
  retryDelaysMs: number[];
}

export const defaultPatience: Patience = {
  stallMs: 30_000,
  retryDelaysMs: [1_000, 2_000, 4_000, 8_000, 15_000],
};

/** One pinned file to fetch from `url` into `folder`. */
export interface Download {
  url: string;
  pin: PinnedFile;
  folder: FileSystemDirectoryHandle;
  name: string;
  patience?: Patience;
}

export interface DownloadOptions {
  /** Aborting pauses: what came stays for the next time. */
  signal: AbortSignal;
  /** Gets the bytes that are there so far, those of earlier times included. */
  onReceived: (receivedBytes: number) => void;
}

/**
 * Fetches a file, going on where an earlier download of it stopped. It gets its name only when its length and sha256
 * are those of its pin; a wrong one is thrown away. Dedicated workers only.
 *
 * @throws ModelError saying why the file is not there; `paused` when `signal` aborted.
 */
export async function downloadFile(download: Download, options: DownloadOptions): Promise<void> {
  await inStorage(async () => {
    if (await isWhole(download)) return;
    const part = await PartFile.open(download);
    options.onReceived(part.sizeInBytes);
    await complete(part, download, options);
  }, options.signal);
}

async function isWhole({ folder, name, pin }: Download): Promise<boolean> {
  const handle = await folder.getFileHandle(name).catch(() => undefined);
  return handle !== undefined && (await handle.getFile()).size === pin.sizeInBytes;
}

async function complete(part: PartFile, download: Download, options: DownloadOptions) {
  try {
    const wasResumed = part.sizeInBytes > 0;
    await fetchPatiently(part, download, options);
    if (wasResumed && part.sha256() !== download.pin.sha256) {
      // The older half may have been torn by a crash: only a fetch from the start tells whether the server is wrong.
      part.startOver();
      await fetchPatiently(part, download, options);
    }
    checkBytes(part, download);
    await part.finish();
    await removeNote(etagNoteOf(download));
  } catch (error) {
    await part.close();
    if (part.sizeInBytes === 0) await removeNote(etagNoteOf(download));
    throw error;
  }
}

/** Where the version is noted that a part is of. */
function etagNoteOf({ folder, name }: Download): Note {
  return { folder, name: `${name}.etag` };
}

/** Tries again after each lost connection, for as long as every few tries bring something. */
async function fetchPatiently(
  part: PartFile,
  download: Download,
  options: DownloadOptions,
): Promise<void> {
  const { retryDelaysMs } = download.patience ?? defaultPatience;
  let failures = 0;
  while (part.sizeInBytes !== download.pin.sizeInBytes) {
    const before = part.sizeInBytes;
    try {
      await fetchRest(part, download, options);
    } catch (error) {
      if (part.sizeInBytes > before) failures = 0;
      const delayMs = retryDelaysMs[failures];
      if (delayMs === undefined || !isPassing(error)) throw error;
      failures += 1;
      await pause(delayMs, options.signal);
    }
  }
}

async function fetchRest(
  part: PartFile,
  download: Download,
  { signal, onReceived }: DownloadOptions,
): Promise<void> {
  const clock = createStallClock((download.patience ?? defaultPatience).stallMs);
  const both = AbortSignal.any([signal, clock.signal]);
  try {
    const answer = await request(part, download, both);
    for await (const chunk of answer.body) {
      clock.restart();
      append(part, chunk, download);
      onReceived(part.sizeInBytes);
    }
    checkEnd(part, download);
  } catch (error) {
    both.throwIfAborted();
    throw error instanceof TypeError ? lostConnection(error) : error;
  } finally {
    clock.stop();
  }
}

async function request(
  part: PartFile,
  download: Download,
  signal: AbortSignal,
): Promise<FileAnswer> {
  const { url, pin, name } = download;
  const note = etagNoteOf(download);
  const etag = await findNote(note);
  const answer = await requestFile({ url, offset: part.sizeInBytes, etag, signal });
  const { startsAt, totalBytes } = answer;
  // Before anything is given up: a page to log in to a network must not cost what came so far.
  if (totalBytes !== undefined && totalBytes !== pin.sizeInBytes) {
    throw wrongLength(name, pin, totalBytes);
  }
  if (startsAt !== part.sizeInBytes) part.startOver();
  if (startsAt !== part.sizeInBytes) {
    throw new ModelError('serverFailed', `Expected the file's start, got byte ${startsAt}`);
  }
  if (answer.etag && answer.etag !== etag) await keepNote(note, answer.etag);
  return answer;
}

function append(part: PartFile, chunk: Uint8Array<ArrayBuffer>, { name, pin }: Download): void {
  const sizeInBytes = part.sizeInBytes + chunk.byteLength;
  if (sizeInBytes <= pin.sizeInBytes) {
    part.append(chunk);
    return;
  }
  part.startOver();
  throw wrongLength(name, pin, sizeInBytes);
}

/** A server that calls another length the whole file was refused before: one that stops early was cut off. */
function checkEnd(part: PartFile, { pin }: Download): void {
  if (part.sizeInBytes === pin.sizeInBytes) return;
  throw lostConnection(`the end after ${part.sizeInBytes} bytes`);
}

function checkBytes(part: PartFile, { name, pin }: Download): void {
  const sha256 = part.sha256();
  if (sha256 === pin.sha256) return;
  part.startOver();
  throw new ModelError('wrongBytes', `${name}: expected sha256 ${pin.sha256}, got ${sha256}`);
}

function wrongLength(name: string, pin: PinnedFile, sizeInBytes: number): ModelError {
  const message = `${name}: expected ${pin.sizeInBytes} bytes, got ${sizeInBytes}`;
  return new ModelError('wrongLength', message);
}

function lostConnection(cause: unknown): ModelError {
  return new ModelError('offline', `Expected more of the file, got ${String(cause)}`, { cause });
}

function isPassing(error: unknown): boolean {
  return error instanceof ModelError && ['offline', 'serverFailed'].includes(error.code);
}

/** Aborts its signal when a server keeps silent for too long. Its clock starts when the server is asked. */
function createStallClock(stallMs: number) {
  const controller = new AbortController();
  const expire = () => controller.abort(lostConnection(`nothing for ${stallMs} ms`));
  let timer = setTimeout(expire, stallMs);
  const stop = () => clearTimeout(timer);
  const restart = () => {
    stop();
    timer = setTimeout(expire, stallMs);
  };
  return { signal: controller.signal, restart, stop };
}

function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, delayMs);
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
  });
}
