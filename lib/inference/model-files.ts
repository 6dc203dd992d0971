import type { CatalogEntry, PinnedFile } from '../verdict/model';
import { ModelLoadError } from './model-load-error';
import type { ModelSource } from './protocol';
import type { VitFiles } from './read-vit';
import { StoredBytes } from './stored-bytes';

const configName = 'config.json';
const weightsName = 'model.safetensors';

type Pins = CatalogEntry['files'];

/**
 * Reads a model's files and holds them against the catalog. Weights from the store are `StoredBytes`: they stay on the
 * disk, and must be closed when the session is made.
 *
 * @throws ModelLoadError (`unreachable`, `wrongSize`, `wrongHash`) naming the file.
 */
export function readModelFiles(
  { files }: Pick<CatalogEntry, 'files'>,
  source: ModelSource,
): Promise<VitFiles> {
  return source.kind === 'stored'
    ? readStoredFiles(files, source.path)
    : readPackageFiles(files, source.baseUrl);
}

async function readPackageFiles(pins: Pins, baseUrl: string): Promise<VitFiles> {
  const read = async (name: keyof Pins) => {
    const bytes = await fetchBytes(name, baseUrl);
    await checkBytes(bytes, { name, pin: pins[name] });
    return bytes;
  };
  const [config, weights] = await Promise.all([read(configName), read(weightsName)]);
  return { config, weights };
}

async function readStoredFiles(pins: Pins, path: string): Promise<VitFiles> {
  const config = await openStored(configName, path);
  const configBytes = config.subarray();
  config.close();
  await checkBytes(configBytes, { name: configName, pin: pins[configName] });
  const weights = await openStored(weightsName, path);
  try {
    checkStoredBytes(weights, { name: weightsName, pin: pins[weightsName] });
  } catch (error) {
    weights.close();
    throw error;
  }
  return { config: configBytes, weights };
}

function openStored(name: string, path: string): Promise<StoredBytes> {
  return StoredBytes.open(`${path}/${name}`).catch((cause: unknown) => {
    throw new ModelLoadError('unreachable', `${name}: expected a file, got ${String(cause)}`, {
      cause,
    });
  });
}

interface Expected {
  name: string;
  pin: PinnedFile;
}

async function checkBytes(bytes: Uint8Array<ArrayBuffer>, expected: Expected): Promise<void> {
  checkSize(bytes.byteLength, expected);
  checkHash(toHex(await crypto.subtle.digest('SHA-256', bytes)), expected);
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
  const response = await fetch(new URL(name, baseUrl)).catch((cause: unknown) => {
    throw new ModelLoadError('unreachable', `${name}: expected a file, got no answer`, { cause });
  });
  if (!response.ok) {
    throw new ModelLoadError('unreachable', `${name}: expected a file, got ${response.status}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}

function toHex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
