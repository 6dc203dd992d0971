import type { PinnedFile } from '../verdict/model';
import { ModelError } from '../verdict/model-error.ts';
import { requestFile, type FileAnswer } from './request-file.ts';

// Set-up runs this file in Node as it stands, hence the endings of its imports.

/** How long a silent server is waited for, and after which pauses a lost connection is tried again. */
export interface Patience {
  stallMs: number;
  retryDelaysMs: number[];
}

export const defaultPatience: Patience = {
  stallMs: 30_000,
  retryDelaysMs: [1_000, 2_000, 4_000, 8_000, 15_000],
};

/** A file that is being written: on a disk, or in the browser's private file system. */
export interface Part {
  readonly sizeInBytes: number;
  append(bytes: Uint8Array<ArrayBuffer>): void;
  startOver(): void;
  /** The hex sha256 of everything so far. */
  sha256(): string;
  /** What the server called the version that these bytes are of. */
  findEtag(): Promise<string | undefined>;
  keepEtag(etag: string): Promise<void>;
  removeEtag(): Promise<void>;
  /** Gives the file its real name, in one step. */
  finish(): Promise<void>;
  /** Leaves what came for the next time, if anything did. */
  close(): Promise<void>;
}

/** One pinned file to fetch from `url`. */
export interface FileFetch {
  url: string;
  pin: PinnedFile;
  name: string;
  patience?: Patience;
}

export interface FetchFileOptions {
  /** Aborting pauses: what came stays for the next time. */
  signal: AbortSignal;
  /** Gets the bytes that are there so far, those of earlier times included. */
  onReceived: (receivedBytes: number) => void;
  /** Is told that nothing comes, each time before a lost connection is tried again. */
  onRetry?: () => void;
}

/**
 * Fetches what is missing of a part and finishes it, when its length and sha256 are those of the pin; wrong bytes are
 * thrown away. The part is closed then, whatever happened.
 *
 * @throws ModelError saying why the file is not there, what `signal` was aborted with, or what the part threw.
 */
export async function completePart(
  part: Part,
  file: FileFetch,
  options: FetchFileOptions,
): Promise<void> {
  try {
    const wasResumed = part.sizeInBytes > 0;
    await fetchPatiently(part, file, options);
    if (wasResumed && part.sha256() !== file.pin.sha256) {
      // The older half may have been torn by a crash: only a fetch from the start tells whether the server is wrong.
      part.startOver();
      await fetchPatiently(part, file, options);
    }
    checkBytes(part, file);
    await part.finish();
    await part.removeEtag();
  } catch (error) {
    await part.close();
    if (part.sizeInBytes === 0) await part.removeEtag();
    throw error;
  }
}

/** Tries again after each lost connection, for as long as every few tries bring something. */
async function fetchPatiently(
  part: Part,
  file: FileFetch,
  options: FetchFileOptions,
): Promise<void> {
  const { retryDelaysMs } = file.patience ?? defaultPatience;
  let failures = 0;
  while (part.sizeInBytes !== file.pin.sizeInBytes) {
    const before = part.sizeInBytes;
    try {
      await fetchRest(part, file, options);
    } catch (error) {
      if (part.sizeInBytes > before) failures = 0;
      const delayMs = retryDelaysMs[failures];
      if (delayMs === undefined || !isPassing(error)) throw error;
      failures += 1;
      options.onRetry?.();
      await pause(delayMs, options.signal);
    }
  }
}

async function fetchRest(
  part: Part,
  file: FileFetch,
  { signal, onReceived }: FetchFileOptions,
): Promise<void> {
  const clock = createStallClock((file.patience ?? defaultPatience).stallMs);
  const both = AbortSignal.any([signal, clock.signal]);
  try {
    const answer = await request(part, file, both);
    for await (const chunk of answer.body) {
      clock.restart();
      append(part, chunk, file);
      onReceived(part.sizeInBytes);
    }
    checkEnd(part, file);
  } catch (error) {
    both.throwIfAborted();
    throw error instanceof TypeError ? lostConnection(error) : error;
  } finally {
    clock.stop();
  }
}

async function request(part: Part, file: FileFetch, signal: AbortSignal): Promise<FileAnswer> {
  const { url, pin, name } = file;
  const etag = await part.findEtag();
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
  if (answer.etag && answer.etag !== etag) await part.keepEtag(answer.etag);
  return answer;
}

function append(part: Part, chunk: Uint8Array<ArrayBuffer>, { name, pin }: FileFetch): void {
  const sizeInBytes = part.sizeInBytes + chunk.byteLength;
  if (sizeInBytes <= pin.sizeInBytes) {
    part.append(chunk);
    return;
  }
  part.startOver();
  throw wrongLength(name, pin, sizeInBytes);
}

/** A server that calls another length the whole file was refused before: one that stops early was cut off. */
function checkEnd(part: Part, { pin }: FileFetch): void {
  if (part.sizeInBytes === pin.sizeInBytes) return;
  throw lostConnection(`the end after ${part.sizeInBytes} bytes`);
}

function checkBytes(part: Part, { name, pin }: FileFetch): void {
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
