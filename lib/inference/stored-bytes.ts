import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

const pieceSize = 1024 * 1024;

/**
 * The bytes of a file in the origin private file system, read when they are asked for. ONNX Runtime takes external data
 * as a Uint8Array, of which it asks `byteLength` and one `subarray` per tensor: with this one, weights are never in
 * memory twice. Only those two answer for the file; everything else sees an empty array.
 */
export class StoredBytes extends Uint8Array<ArrayBuffer> {
  readonly #file: FileSystemSyncAccessHandle;
  #memory = new ArrayBuffer(0);

  private constructor(file: FileSystemSyncAccessHandle) {
    super(new ArrayBuffer(0));
    this.#file = file;
    // TypeScript forbids to override a property by an accessor.
    Object.defineProperty(this, 'byteLength', { value: file.getSize() });
  }

  /** Opens a file for reading only, names joined by slashes. Dedicated workers only. @throws DOMException */
  static async open(path: string): Promise<StoredBytes> {
    const handle = await findHandle(path);
    return new StoredBytes(await handle.createSyncAccessHandle({ mode: 'read-only' }));
  }

  /**
   * A part of the file, read into memory that the next call takes again: copy what must last. A new array for each tensor
   * would be as much memory as the model, until the browser collects it.
   */
  override subarray(begin = 0, end = this.byteLength): Uint8Array<ArrayBuffer> {
    const length = Math.max(Math.min(end, this.byteLength) - begin, 0);
    if (this.#memory.byteLength < length) this.#memory = new ArrayBuffer(length);
    const bytes = new Uint8Array(this.#memory, 0, length);
    const count = this.#file.read(bytes, { at: begin });
    if (count === bytes.byteLength) return bytes;
    throw new RangeError(`Expected ${bytes.byteLength} bytes at ${begin}, got ${count}`);
  }

  /** The hex sha256 of the file, read piece by piece. */
  sha256(): string {
    const hash = sha256.create();
    const piece = new Uint8Array(pieceSize);
    for (let offset = 0; offset < this.byteLength;) {
      const count = this.#file.read(piece, { at: offset });
      if (count === 0) break;
      hash.update(piece.subarray(0, count));
      offset += count;
    }
    return bytesToHex(hash.digest());
  }

  close(): void {
    this.#file.close();
  }
}

/** A file of the origin private file system, as it can be read from anywhere. @throws DOMException */
export async function findStoredFile(path: string): Promise<File> {
  return (await findHandle(path)).getFile();
}

async function findHandle(path: string): Promise<FileSystemFileHandle> {
  const names = path.split('/');
  const fileName = names.pop() ?? '';
  let folder = await navigator.storage.getDirectory();
  for (const name of names) folder = await folder.getDirectoryHandle(name);
  return folder.getFileHandle(fileName);
}
