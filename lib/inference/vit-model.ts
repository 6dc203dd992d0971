import { AutoModel, Tensor } from '@huggingface/transformers';
import { availableThreads, configureRuntime, serveModelFiles } from './runtime';
import { readTensorIndex } from './safetensors';
import { patchesPerSide, readVitConfig, type VitConfig } from './vit-config';
import { writeVitGraph, type VitGraphOptions } from './vit-graph';
import { findVitTensors, type VitTensors } from './vit-tensors';

const weightsFile = 'model.safetensors';

/** The two files of a model, unmodified. */
export interface VitFiles {
  config: Uint8Array<ArrayBuffer>;
  weights: Uint8Array<ArrayBuffer>;
}

export interface VitOptions extends VitGraphOptions {
  /** A name without slashes; it only tells models apart. */
  id: string;
  device: 'wasm' | 'webgpu';
  /** WASM threads; as many as this context can have unless given. Fixed for a context by its first model. */
  threads?: number;
}

/** What one pass answers, picture after picture: `logits` [batch * labels], `rollout` [batch * patches], and so on. */
export interface VitOutputs {
  logits: Float32Array;
  rollout: Float32Array;
  clsEmbedding: Float32Array;
  patchEmbeddings?: Float32Array;
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

type TransformersModel = Awaited<ReturnType<typeof AutoModel.from_pretrained>>;

/** A Vision Transformer, ready to run. */
export class VitModel {
  readonly config: VitConfig;
  /** WASM threads. */
  readonly threads: number;
  readonly #model: TransformersModel;

  private constructor(model: TransformersModel, { config }: Vit, threads: number) {
    this.config = config;
    this.threads = threads;
    this.#model = model;
  }

  /** Writes the graph of a ViT and makes a session of it. */
  static async load(vit: Vit, options: VitOptions): Promise<VitModel> {
    const { id, device, patchEmbeddings = false, threads = availableThreads() } = options;
    const graph = writeVitGraph({ ...vit, weightsFile }, { patchEmbeddings });
    configureRuntime({ threads });
    serveModelFiles(id, { 'config.json': vit.files.config, 'onnx/model.onnx': graph });
    const model = await AutoModel.from_pretrained(id, {
      device,
      dtype: 'fp32',
      session_options: { externalData: [{ path: weightsFile, data: vit.files.weights }] },
    });
    return new VitModel(model, vit, threads);
  }

  /** The number of patches along one side of a picture: `rollout` has its square. */
  get patchesPerSide(): number {
    return patchesPerSide(this.config);
  }

  /** Runs a batch of pictures, each 3 * size * size values, channel after channel. */
  async run(pixelValues: Float32Array): Promise<VitOutputs> {
    const { imageSize } = this.config;
    const count = pixelValues.length / (3 * imageSize ** 2);
    const input = new Tensor('float32', pixelValues, [count, 3, imageSize, imageSize]);
    const outputs: unknown = await this.#model({ pixel_values: input });
    return readOutputs(outputs as Record<string, Tensor>);
  }

  async dispose() {
    await this.#model.dispose();
  }
}

function readOutputs(outputs: Record<string, Tensor>): VitOutputs {
  const read = (name: string) => {
    const values: unknown = outputs[name]?.data;
    if (values instanceof Float32Array) return values;
    throw new TypeError(`Expected the output ${name}, got ${Object.keys(outputs).join(', ')}`);
  };
  return {
    logits: read('logits'),
    rollout: read('rollout'),
    clsEmbedding: read('cls_embedding'),
    ...('patch_embeddings' in outputs && { patchEmbeddings: read('patch_embeddings') }),
  };
}
