import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  constants,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Part } from '../../../lib/model-store/complete-part.ts';
import { partPath } from '../../../models/packaging/fetched-models.ts';

const readSize = 1024 * 1024;

interface PartOptions {
  folder: string;
  /** The name that the file gets once it is whole. */
  name: string;
}

/** A file that is still being written, `<name>.part` on this computer's disk, and hashed as it grows. */
export class PartOnDisk implements Part {
  readonly #path: string;
  readonly #file: number;
  #hash: Hash = createHash('sha256');
  #size = 0;

  /** Opens or creates a part and reads what it holds once, for its hash. */
  constructor({ folder, name }: PartOptions) {
    this.#path = join(folder, name);
    mkdirSync(dirname(this.#path), { recursive: true });
    this.#file = openSync(partPath(this.#path), constants.O_RDWR | constants.O_CREAT);
    this.#hashWhatIsThere();
  }

  get sizeInBytes(): number {
    return this.#size;
  }

  /** @throws DOMException (`QuotaExceededError`) when the disk is full. */
  append(bytes: Uint8Array<ArrayBuffer>): void {
    for (let at = 0; at < bytes.byteLength;) {
      at += this.#write(bytes.subarray(at), this.#size + at);
    }
    this.#take(bytes);
  }

  startOver(): void {
    ftruncateSync(this.#file);
    this.#hash = createHash('sha256');
    this.#size = 0;
  }

  sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  findEtag(): Promise<string | undefined> {
    return readFile(etagPath(this.#path), 'utf8').catch(undefinedWhenMissing);
  }

  keepEtag(etag: string): Promise<void> {
    return writeFile(etagPath(this.#path), etag);
  }

  removeEtag(): Promise<void> {
    rmSync(etagPath(this.#path), { force: true });
    return Promise.resolve();
  }

  finish(): Promise<void> {
    fsyncSync(this.#file);
    closeSync(this.#file);
    renameSync(partPath(this.#path), this.#path);
    return Promise.resolve();
  }

  close(): Promise<void> {
    closeSync(this.#file);
    if (this.#size === 0) rmSync(partPath(this.#path), { force: true });
    return Promise.resolve();
  }

  #write(bytes: Uint8Array, position: number): number {
    try {
      return writeSync(this.#file, bytes, 0, bytes.byteLength, position);
    } catch (cause) {
      if (!isErrorWithCode(cause, 'ENOSPC')) throw cause;
      throw new DOMException('Disk full', 'QuotaExceededError');
    }
  }

  #hashWhatIsThere(): void {
    const buffer = new Uint8Array(readSize);
    for (;;) {
      const count = readSync(this.#file, buffer, 0, readSize, this.#size);
      if (count === 0) return;
      this.#take(buffer.subarray(0, count));
    }
  }

  #take(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#size += bytes.byteLength;
  }
}

function etagPath(path: string): string {
  return `${path}.etag`;
}

function undefinedWhenMissing(error: unknown): undefined {
  if (isErrorWithCode(error, 'ENOENT')) return;
  throw error;
}

function isErrorWithCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
