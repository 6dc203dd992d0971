import { hashContent } from '../verdict/content-hash';
import {
  keptNameOf,
  type ModelFileName,
  type OnnxFiles,
  type PinnedFile,
  type SafetensorsFiles,
} from '../verdict/model';
import { ModelLoadError } from './model-load-error';
import type { OnnxModelFiles } from './onnx-model';
import type { ModelSource } from './protocol';
import type { VitFiles } from './read-vit';
import { findStoredFile, StoredBytes } from './stored-bytes';

/** Reads files of one model and holds them against their pins. */
interface FileReader {
  /** All of a file. */
  read(expected: Expected): Promise<Uint8Array<ArrayBuffer>>;
  /** A file that is read piece by piece later, where that can be had: then it is `StoredBytes`, which must be closed. */
  open(expected: Expected): Promise<Uint8Array<ArrayBuffer>>;
  /** A file that is read as a whole later. */
  find(expected: Expected): Promise<Blob>;
}

interface Expected {
  name: ModelFileName;
  pin: PinnedFile;
}

/**
 * Reads the files of a ViT and holds them against the catalog. Weights from the store are `StoredBytes`: they stay on the
 * disk, and must be closed when the session is made.
 *
 * @throws ModelLoadError (`unreachable`, `wrongSize`, `wrongHash`) naming the file.
 */
export async function readVitFiles(pins: SafetensorsFiles, source: ModelSource): Promise<VitFiles> {
  const reader = readerOf(source);
  const config = await reader.read({ name: 'config.json', pin: pins['config.json'] });
  const weights = await reader.open({ name: 'model.safetensors', pin: pins['model.safetensors'] });
  return { config, weights };
}

/**
 * The same for an ONNX model. Only external data is left on the disk: the runtime wants a graph whole.
 *
 * @throws ModelLoadError as `readVitFiles` does.
 */
export async function readOnnxFiles(pins: OnnxFiles, source: ModelSource): Promise<OnnxModelFiles> {
  const reader = readerOf(source);
  const config = await reader.read({ name: 'config.json', pin: pins['config.json'] });
  const graph = await reader.find({ name: 'onnx/model.onnx', pin: pins['onnx/model.onnx'] });
  const pin = pins['onnx/model.onnx_data'];
  const externalData = pin && (await reader.open({ name: 'onnx/model.onnx_data', pin }));
  return { config, graph, externalData };
}

function readerOf(source: ModelSource): FileReader {
  return source.kind === 'stored' ? readStored(source.path) : readPackaged(source.baseUrl);
}

function readPackaged(baseUrl: string): FileReader {
  const read = async (expected: Expected) => {
    const bytes = await fetchBytes(expected.name, baseUrl);
    await checkBytes(bytes, expected);
    return bytes;
  };
  return { read, open: read, find: async (expected) => new Blob([await read(expected)]) };
}

function readStored(path: string): FileReader {
  const open = async (expected: Expected) => {
    const bytes = await orRefuse(expected, () => StoredBytes.open(pathOf(expected, path)));
    try {
      checkStoredBytes(bytes, expected);
      return bytes;
    } catch (error) {
      bytes.close();
      throw error;
    }
  };
  const read = async (expected: Expected) => {
    const stored = await open(expected);
    const bytes = stored.subarray().slice();
    stored.close();
    return bytes;
  };
  const find = async (expected: Expected) => {
    (await open(expected)).close();
    return orRefuse(expected, () => findStoredFile(pathOf(expected, path)));
  };
  return { read, open, find };
}

function pathOf({ name }: Expected, path: string): string {
  return `${path}/${keptNameOf(name)}`;
}

async function orRefuse<Value>({ name }: Expected, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    const message = `${name}: expected a file, got ${String(cause)}`;
    throw new ModelLoadError('unreachable', message, { cause });
  }
}

async function checkBytes(bytes: Uint8Array<ArrayBuffer>, expected: Expected): Promise<void> {
  checkSize(bytes.byteLength, expected);
  checkHash(await hashContent(bytes), expected);
}

/** The platform's digest would need the whole file in memory. */
function checkStoredBytes(bytes: StoredBytes, expected: Expected): void {
  checkSize(bytes.byteLength, expected);
  checkHash(bytes.sha256(), expected);
}

function checkSize(sizeInBytes: number, { name, pin }: Expected): void {
  if (sizeInBytes === pin.sizeInBytes) return;
  const message = `${name}: expected ${pin.sizeInBytes} bytes, got ${sizeInBytes}`;
  throw new ModelLoadError('wrongSize', message);
}

function checkHash(sha256: string, { name, pin }: Expected): void {
  if (sha256 === pin.sha256) return;
  throw new ModelLoadError('wrongHash', `${name}: expected sha256 ${pin.sha256}, got ${sha256}`);
}

async function fetchBytes(name: string, baseUrl: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(new URL(name, baseUrl)).catch(refuse(name, 'no answer'));
  if (!response.ok) {
    throw new ModelLoadError('unreachable', `${name}: expected a file, got ${response.status}`);
  }
  return new Uint8Array(await response.arrayBuffer().catch(refuse(name, 'a part of it')));
}

function refuse(name: string, got: string): (cause: unknown) => never {
  return (cause) => {
    throw new ModelLoadError('unreachable', `${name}: expected a file, got ${got}`, { cause });
  };
}
