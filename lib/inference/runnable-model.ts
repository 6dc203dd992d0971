import type { Gpu } from './gpu';
import { OnnxModel, type OnnxFile } from './onnx-model';
import type { Vit } from './read-vit';
import { VitModel, type VitOptions } from './vit-model';

/** A model whose files have been read and checked: a ViT that Candid writes a graph for, or somebody's ONNX file. */
export type ReadModel = Vit | OnnxFile;

/** What one pass answers, picture after picture. Only Candid's own graphs tell where they looked and what they saw. */
export interface ModelOutputs {
  logits: Float32Array;
  rollout: Float32Array | null;
  clsEmbedding: Float32Array | null;
}

/** A session of a model. */
export interface RunnableModel {
  readonly config: { imageSize: number };
  /** WASM threads. */
  readonly threads: number;
  /** Runs a batch of pictures, each 3 * size * size values, channel after channel. @throws DeviceError */
  run(pixelValues: Float32Array): Promise<ModelOutputs>;
  dispose(): Promise<void>;
}

export interface LoadOptions {
  /** A name without slashes; it only tells models apart. */
  id: string;
  /** WASM, or the GPU to run on. */
  device: 'wasm' | Gpu;
  /** WASM threads; as many as this context can have unless given. Fixed for a context by its first model. */
  threads?: number;
}

/** Makes a session of a model. @throws DeviceError, ModelLoadError */
export function loadModel(model: ReadModel, options: VitOptions): Promise<RunnableModel> {
  return 'tensors' in model ? VitModel.load(model, options) : OnnxModel.load(model, options);
}
