import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const golden = join(root, 'lib/inference/fixtures/vit');

/** Lets Chromium play a GPU, which only a build that accepts one uses. */
export const softwareGpu = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
];

/** Builds the extension into `folder` for a GPU that is a program, with a model small enough for that. Answers where it lies. */
export function buildForSoftwareGpu(folder: string): string {
  const catalog = join(folder, 'catalog.json');
  writeFileSync(catalog, JSON.stringify(createCatalog(folder)));
  const out = join(folder, 'out');
  execFileSync(join(root, 'node_modules/.bin/wxt'), ['build'], {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...process.env,
      CANDID_CATALOG: catalog,
      CANDID_OUT: out,
      CANDID_ACCEPT_SOFTWARE_ADAPTER: '1',
    },
  });
  return join(out, 'chrome-mv3');
}

/** The golden model of 96 px, in the shape of the starter's entry. */
function createCatalog(folder: string) {
  const models = join(folder, 'golden');
  mkdirSync(models);
  copyFileSync(join(golden, 'config.json'), join(models, 'config.json'));
  copyFileSync(join(golden, 'hf.safetensors'), join(models, 'model.safetensors'));
  const [starter] = readCatalog().models;
  const golden96 = {
    ...starter,
    id: 'golden',
    name: 'Golden',
    folder: models,
    files: {
      'config.json': pin(join(models, 'config.json')),
      'model.safetensors': pin(join(models, 'model.safetensors')),
    },
    preprocessing: { ...starter.preprocessing, shortSide: 110, crop: 96 },
  };
  return { default: golden96.id, models: [golden96] };
}

function readCatalog() {
  return JSON.parse(readFileSync(join(root, 'models/catalog.json'), 'utf8')) as {
    models: [{ preprocessing: object }];
  };
}

function pin(path: string) {
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sizeInBytes: bytes.length, sha256 };
}
