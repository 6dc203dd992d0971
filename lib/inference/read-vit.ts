import { readTensorIndex } from './safetensors';
import { readVitConfig, type VitConfig } from './vit-config';
import { findVitTensors, type VitTensors } from './vit-tensors';

/** The two files of a model, unmodified. */
export interface VitFiles {
  config: Uint8Array<ArrayBuffer>;
  weights: Uint8Array<ArrayBuffer>;
}

/** A model whose files have been read and checked. `labels` is how many logits it answers. */
export interface Vit {
  files: VitFiles;
  config: VitConfig;
  tensors: VitTensors;
  labels: number;
}

/**
 * Reads a model's files and checks that they make a ViT.
 *
 * @throws ModelLoadError naming what is wrong with them.
 */
export function readVit(files: VitFiles): Vit {
  const config = readVitConfig(files.config);
  const tensors = findVitTensors(readTensorIndex(files.weights), config);
  return { files, config, tensors, labels: tensors.classifier.weight.shape[0] ?? 0 };
}
