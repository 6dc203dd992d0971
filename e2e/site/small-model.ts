import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogEntry, PinnedFile } from '../../lib/verdict/model.ts';
import { readCatalog, type Catalog } from '../../models/packaging/build-catalog.ts';
import type { Repository } from './hub.ts';

const root = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(root, 'lib/inference/fixtures/vit', name));

/** A ViT of 0.6 MB that knows nothing, as two files with the same numbers in two layouts. */
export const smallConfig = read('config.json');
export const smallWeights = { hf: read('hf.safetensors'), timm: read('timm.safetensors') };

const preprocessing = {
  shortSide: 110,
  crop: 96,
  resample: 'bilinear',
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
} as const;

/** How the small model wants its pictures, as a repository tells it. */
export const smallPreprocessor = Buffer.from(
  JSON.stringify({
    image_processor_type: 'ViTImageProcessor',
    do_resize: true,
    size: { shortest_edge: preprocessing.shortSide },
    resample: 2,
    do_center_crop: true,
    crop_size: { height: preprocessing.crop, width: preprocessing.crop },
    do_rescale: true,
    rescale_factor: 1 / 255,
    do_normalize: true,
    image_mean: preprocessing.mean,
    image_std: preprocessing.std,
  }),
);

/** What a catalog pins as its full model: a repository with the small model at one commit. */
export function smallRepository(
  layout: keyof typeof smallWeights = 'hf',
  commit = '1'.repeat(40),
): Repository {
  const files = { 'config.json': smallConfig, 'model.safetensors': smallWeights[layout] };
  return { name: 'candid-test/small-vit', commit, files };
}

/** The shipped catalog with the small model in the place of the full one. */
export function catalogWith({ name, commit, files }: Repository): Catalog {
  const { default: id, models } = readCatalog(root);
  const starter = models.find((entry) => entry.id === id);
  const full = models.find((entry) => entry.standing === 'published');
  if (!starter || !full) throw new Error('Expected a starter and a full model in the catalog');
  const small: CatalogEntry = {
    ...full,
    id: 'small-vit',
    name: 'Small test model',
    repository: name,
    revision: commit,
    files: {
      'config.json': pin(files['config.json']),
      'model.safetensors': pin(files['model.safetensors']),
    },
    preprocessing: { ...preprocessing, mean: [...preprocessing.mean], std: [...preprocessing.std] },
  };
  return { default: id, models: [starter, small] };
}

function pin(file: Buffer | undefined): PinnedFile {
  if (!file) throw new Error('Expected a config.json and a model.safetensors');
  return { sizeInBytes: file.length, sha256: createHash('sha256').update(file).digest('hex') };
}
