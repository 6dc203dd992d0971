import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readVit } from '../../lib/inference/read-vit';
import { writeVitGraph } from '../../lib/inference/vit-graph';
import type { CatalogEntry, PinnedFile } from '../../lib/verdict/model';
import catalog from '../../models/catalog.json';
import { keepOnlyLogits } from './logits-only';
import { configOfRandomVit, writeRandomWeights } from './random-vit';

const referenceId = 'commfor-384';
const seed = 20260101;

/** Where the random model was written, a folder for each way to load it. */
export interface ModelFolders {
  ours: string;
  stock: string;
  native: string;
}

/** Writes the random model three times into `folder`: as Candid, transformers.js and ONNX Runtime load it. */
export function writeModel(folder: string): ModelFolders {
  const config = encodeJson(configOfRandomVit);
  const weights = writeRandomWeights(seed);
  const files = { config, weights };
  const folders = {
    ours: join(folder, 'ours'),
    stock: join(folder, 'stock'),
    native: join(folder, 'native'),
  };
  writeFiles(folders.ours, oursFiles(files));
  writeFiles(folders.stock, stockFiles(files));
  writeFiles(folders.native, nativeFiles(files));
  return folders;
}

interface RandomModel {
  config: Uint8Array<ArrayBuffer>;
  weights: Uint8Array<ArrayBuffer>;
}

function oursFiles({ config, weights }: RandomModel) {
  const entry: CatalogEntry = {
    ...referenceEntry(),
    id: 'random-vit',
    files: { 'config.json': pin(config), 'model.safetensors': pin(weights) },
  };
  return { 'entry.json': encodeJson(entry), 'config.json': config, 'model.safetensors': weights };
}

/**
 * As a stock export: only `logits`, every token through the last block, weights in `model.onnx_data`. That is the layout of
 * exports beyond 2 GB; it spares the smaller ones' copy of the weights out of the graph file.
 */
function stockFiles({ config, weights }: RandomModel) {
  const graph = writeVitGraph(
    { ...readVit({ config, weights }), weightsFile: 'model.onnx_data' },
    { patchEmbeddings: true, rollout: false },
  );
  return {
    'config.json': config,
    'preprocessor_config.json': encodeJson(preprocessorConfig()),
    'onnx/model.onnx': keepOnlyLogits(graph),
    'onnx/model.onnx_data': weights,
  };
}

/** The graph that Candid runs, heatmap and embedding included. */
function nativeFiles({ config, weights }: RandomModel) {
  const weightsFile = 'model.safetensors';
  const graph = writeVitGraph({ ...readVit({ config, weights }), weightsFile }, { forCpu: true });
  return { 'model.onnx': graph, [weightsFile]: weights };
}

function preprocessorConfig() {
  const { crop, mean, std, ...resize } = referenceEntry().preprocessing;
  if (!('shortSide' in resize)) throw new TypeError('Expected a short side to resize to, got none');
  const { shortSide } = resize;
  const bilinear = 2;
  return {
    image_processor_type: 'ViTImageProcessor',
    do_resize: true,
    size: { shortest_edge: shortSide },
    resample: bilinear,
    do_center_crop: true,
    crop_size: { height: crop, width: crop },
    do_rescale: true,
    rescale_factor: 1 / 255,
    do_normalize: true,
    image_mean: mean,
    image_std: std,
  };
}

function referenceEntry(): CatalogEntry {
  const entries = catalog.models as unknown as CatalogEntry[];
  const entry = entries.find(({ id }) => id === referenceId);
  if (!entry) throw new TypeError(`Expected ${referenceId} in models/catalog.json, got none`);
  return entry;
}

function pin(bytes: Uint8Array): PinnedFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sizeInBytes: bytes.byteLength, sha256 };
}

function encodeJson(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}

function writeFiles(folder: string, files: Record<string, Uint8Array>) {
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}
