import type { CatalogEntry, PinnedFile } from '../verdict/model';
import { ModelLoadError } from './model-load-error';
import type { VitFiles } from './vit-model';

/**
 * Reads a model's files and holds them against the catalog.
 *
 * @throws ModelLoadError (`unreachable`, `wrongSize`, `wrongHash`) naming the file.
 */
export async function readModelFiles(
  { files }: Pick<CatalogEntry, 'files'>,
  baseUrl: string,
): Promise<VitFiles> {
  const [config, weights] = await Promise.all(
    (['config.json', 'model.safetensors'] as const).map((name) =>
      readPinnedFile({ name, baseUrl, pin: files[name] }),
    ),
  );
  return { config, weights } as VitFiles;
}

interface PinnedRequest {
  name: string;
  baseUrl: string;
  pin: PinnedFile;
}

async function readPinnedFile({ name, baseUrl, pin }: PinnedRequest) {
  const bytes = await readBytes(name, baseUrl);
  if (bytes.byteLength !== pin.sizeInBytes) {
    throw new ModelLoadError(
      'wrongSize',
      `${name}: expected ${pin.sizeInBytes} bytes, got ${bytes.byteLength}`,
    );
  }
  const sha256 = toHex(await crypto.subtle.digest('SHA-256', bytes));
  if (sha256 !== pin.sha256) {
    throw new ModelLoadError('wrongHash', `${name}: expected sha256 ${pin.sha256}, got ${sha256}`);
  }
  return bytes;
}

async function readBytes(name: string, baseUrl: string): Promise<Uint8Array<ArrayBuffer>> {
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
