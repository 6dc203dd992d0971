import { join } from 'node:path';
import { runnerImport } from 'vite';
import { build as buildCandid } from 'wxt';
import { buildExtension, sizeOfFolder } from './build-extensions.ts';
import type * as ModelWriter from './model/write-model.ts';
import { paintPictures } from './pictures.ts';

const root = join(import.meta.dirname, '..');

/** Writes all that is compared into `folder`: model, pictures and bench extensions. Measures a build of Candid itself. */
export async function prepare(folder: string) {
  // First: it also writes the tsconfig that everything after is compiled with.
  const wholePackageBytes = await sizeOfCandid(join(folder, 'candid'));
  const pictures = join(folder, 'pictures');
  await paintPictures(pictures);
  const model = await writeModel(join(folder, 'model'));
  const ours = { [pictures]: 'pictures', [model.ours]: 'model' };
  const stock = { [pictures]: 'pictures', [model.stock]: 'models/random-vit' };
  return {
    nativeModel: join(model.native, 'model.onnx'),
    wholePackageBytes,
    extensions: {
      ours: await buildExtension(join(folder, 'extension-ours'), {
        source: 'ours',
        isolated: true,
        files: ours,
      }),
      stock: await buildExtension(join(folder, 'extension-stock'), {
        source: 'stock',
        isolated: false,
        files: stock,
      }),
      isolated: await buildExtension(join(folder, 'extension-isolated'), {
        source: 'stock',
        isolated: true,
        files: stock,
      }),
    },
  };
}

/** By Vite, because the graph writer's imports are the bundler's, without file endings. */
export async function writeModel(folder: string): Promise<ModelWriter.ModelFolders> {
  const writer = join(import.meta.dirname, 'model/write-model.ts');
  const { module } = await runnerImport<typeof ModelWriter>(writer, {
    configFile: false,
    root,
    logLevel: 'error',
  });
  return module.writeModel(folder);
}

async function sizeOfCandid(outDir: string): Promise<number> {
  await buildCandid({ root, outDir, logger: onlyErrors });
  return sizeOfFolder(outDir);
}

const silence = () => undefined;
const onlyErrors = {
  debug: silence,
  log: silence,
  info: silence,
  warn: silence,
  success: silence,
  error: console.error,
  fatal: console.error,
  level: 0,
};
