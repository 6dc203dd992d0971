import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import type { Part } from './complete-part';
import { findNote, keepNote, removeNote, type Note } from './note';

const readSize = 1024 * 1024;

interface PartFileOptions {
  folder: FileSystemDirectoryHandle;
  /** The name that the file gets once it is whole. */
  name: string;
}

/**
 * A file that is still being written, kept as `<name>.part` until it is whole. It is written in place, so that what
 * came is there even after the browser was killed, and hashed as it grows. Locked for others until `close`.
 */
export class PartFile implements Part {
  readonly #options: PartFileOptions;
  readonly #handle: FileSystemFileHandle;
  readonly #file: FileSystemSyncAccessHandle;
  #hash = sha256.create();
  #size = 0;

  private constructor(
    options: PartFileOptions,
    handle: FileSystemFileHandle,
    file: FileSystemSyncAccessHandle,
  ) {
    this.#options = options;
    this.#handle = handle;
    this.#file = file;
  }

  /** Opens or creates a part and reads what it holds once, for its hash. Dedicated workers only. */
  static async open(options: PartFileOptions): Promise<PartFile> {
    const handle = await options.folder.getFileHandle(partName(options.name), { create: true });
    const part = new PartFile(options, handle, await handle.createSyncAccessHandle());
    part.#hashWhatIsThere();
    return part;
  }

  get sizeInBytes(): number {
    return this.#size;
  }

  /** @throws DOMException (`QuotaExceededError`) when the disk is full. */
  append(bytes: Uint8Array<ArrayBuffer>): void {
    const written = this.#file.write(bytes, { at: this.#size });
    if (written !== bytes.byteLength) throw new DOMException('Disk full', 'QuotaExceededError');
    this.#take(bytes);
  }

  startOver(): void {
    this.#file.truncate(0);
    this.#hash = sha256.create();
    this.#size = 0;
  }

  /** The hex sha256 of everything so far. */
  sha256(): string {
    return bytesToHex(this.#hash.clone().digest());
  }

  findEtag(): Promise<string | undefined> {
    return findNote(this.#etagNote());
  }

  keepEtag(etag: string): Promise<void> {
    return keepNote(this.#etagNote(), etag);
  }

  removeEtag(): Promise<void> {
    return removeNote(this.#etagNote());
  }

  /** Gives the file its real name, in one step. */
  async finish(): Promise<void> {
    this.#file.flush();
    this.#file.close();
    await this.#handle.move(this.#options.name);
  }

  /** Leaves what came for the next time, if anything did. */
  async close(): Promise<void> {
    this.#file.close();
    if (this.#size === 0) await this.#options.folder.removeEntry(partName(this.#options.name));
  }

  #etagNote(): Note {
    const { folder, name } = this.#options;
    return { folder, name: `${name}.etag` };
  }

  #hashWhatIsThere(): void {
    const buffer = new Uint8Array(readSize);
    for (;;) {
      const count = this.#file.read(buffer, { at: this.#size });
      if (count === 0) return;
      this.#take(buffer.subarray(0, count));
    }
  }

  #take(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#size += bytes.byteLength;
  }
}

/** The name of a file that is not whole yet. */
export function partName(name: string): string {
  return `${name}.part`;
}
