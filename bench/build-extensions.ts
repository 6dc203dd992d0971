import { createHash } from 'node:crypto';
import { cpSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ortAlias } from '../lib/inference/ort-build.ts';

/** A built extension of the bench. */
export interface BenchExtension {
  folder: string;
  /** The address of its page. */
  url: string;
  /** Code and WASM, without model, pictures and the worker with the stopwatch. */
  sizeInBytes: number;
}

interface ExtensionPlan {
  /** The folder of its page's source in `extensions/`. */
  source: 'ours' | 'stock';
  isolated: boolean;
  /** From folders on this computer to folders of the package. */
  files: Record<string, string>;
}

/** Builds an extension with one page into `folder`. */
export async function buildExtension(folder: string, plan: ExtensionPlan): Promise<BenchExtension> {
  await build({
    root: join(import.meta.dirname, 'extensions', plan.source),
    configFile: false,
    logLevel: 'error',
    ...(plan.source === 'ours' && { resolve: { alias: ortAlias } }),
    worker: { format: 'es' },
    build: { outDir: folder, target: 'chrome148', assetsInlineLimit: 0 },
  });
  const key = createHash('sha512').update(folder).digest();
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(createManifest(plan, key)));
  const sizeInBytes = sizeOfFolder(folder, (name) => !name.includes('phases-worker'));
  for (const [from, to] of Object.entries(plan.files)) {
    cpSync(from, join(folder, to), { recursive: true });
  }
  return { folder, url: `chrome-extension://${extensionId(key)}/index.html`, sizeInBytes };
}

function createManifest({ source, isolated }: ExtensionPlan, key: Buffer) {
  return {
    manifest_version: 3,
    name: source,
    version: '1',
    key: key.toString('base64'),
    content_security_policy: {
      extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'",
    },
    ...(isolated && {
      cross_origin_embedder_policy: { value: 'require-corp' },
      cross_origin_opener_policy: { value: 'same-origin' },
    }),
  };
}

/** Chromium names an extension after its key: half of the SHA-256, with a to p for 0 to f. */
function extensionId(key: Buffer): string {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return digest.replace(/./g, (digit) => 'abcdefghijklmnop'.charAt(Number.parseInt(digit, 16)));
}

/** The sum of all files below `folder` whose names count, in bytes. */
export function sizeOfFolder(folder: string, counts: (name: string) => boolean = () => true) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(counts)
    .map((name) => statSync(join(folder, name)))
    .filter((stats) => stats.isFile())
    .reduce((sum, { size }) => sum + size, 0);
}
