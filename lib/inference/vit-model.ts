import { AutoModel, Tensor } from '@huggingface/transformers';
import { untilAnswered } from './device-answer';
import type { Gpu } from './gpu';
import { int8WeightsFile } from './int8-graph';
import type { Vit } from './read-vit';
import { availableThreads, configureRuntime, serveModelFiles } from './runtime';
import { patchesPerSide, type VitConfig } from './vit-config';
import { writeVitGraph, type VitGraphOptions } from './vit-graph';

const weightsFile = 'model.safetensors';

export interface VitOptions extends Omit<VitGraphOptions, 'forCpu'> {
  /** A name without slashes; it only tells models apart. */
  id: string;
  /** WASM, or the GPU to run on. */
  device: 'wasm' | Gpu;
  /** WASM threads; as many as this context can have unless given. Fixed for a context by its first model. */
  threads?: number;
}

/** What one pass answers, picture after picture: `logits` [batch * labels], `rollout` [batch * patches], and so on. */
export interface VitOutputs {
  logits: Float32Array;
  rollout: Float32Array;
  clsEmbedding: Float32Array;
  patchEmbeddings?: Float32Array;
  headAttentions?: Float32Array;
}

type TransformersModel = Awaited<ReturnType<typeof AutoModel.from_pretrained>>;

/** A Vision Transformer, ready to run. */
export class VitModel {
  readonly config: VitConfig;
  /** WASM threads. */
  readonly threads: number;
  readonly #model: TransformersModel;
  readonly #lost: AbortSignal | undefined;

  private constructor(
    model: TransformersModel,
    { vit, threads, lost }: { vit: Vit; threads: number; lost: AbortSignal | undefined },
  ) {
    this.config = vit.config;
    this.threads = threads;
    this.#model = model;
    this.#lost = lost;
  }

  /**
   * Writes the graph of a ViT and makes a session of it.
   *
   * @throws DeviceError when the device does not take it; no model can be loaded in this context any more then.
   */
  static async load(vit: Vit, options: VitOptions): Promise<VitModel> {
    const { id, device, int8, threads = availableThreads() } = options;
    const forCpu = device === 'wasm' && options.precision !== 'F16';
    const graph = writeVitGraph({ ...vit, weightsFile }, { ...options, forCpu });
    configureRuntime({ threads });
    serveModelFiles(id, { 'config.json': vit.files.config, 'onnx/model.onnx': graph });
    const lost = device === 'wasm' ? undefined : device.lost;
    const loading = AutoModel.from_pretrained(id, {
      device: device === 'wasm' ? 'wasm' : 'webgpu',
      dtype: 'fp32',
      session_options: {
        executionProviders: [
          device === 'wasm' ? 'wasm' : { name: 'webgpu', device: device.device },
        ],
        externalData: [
          { path: weightsFile, data: vit.files.weights },
          ...(int8 ? [{ path: int8WeightsFile, data: int8.bytes }] : []),
        ],
      },
    });
    return new VitModel(await untilAnswered(loading, lost), { vit, threads, lost });
  }

  /** The number of patches along one side of a picture: `rollout` has its square. */
  get patchesPerSide(): number {
    return patchesPerSide(this.config);
  }

  /**
   * Runs a batch of pictures, each 3 * size * size values, channel after channel.
   *
   * @throws DeviceError when the device fails; every later run in this context fails then too.
   */
  async run(pixelValues: Float32Array): Promise<VitOutputs> {
    const { imageSize } = this.config;
    const count = pixelValues.length / (3 * imageSize ** 2);
    const input = new Tensor('float32', pixelValues, [count, 3, imageSize, imageSize]);
    const running = this.#model({ pixel_values: input }) as Promise<unknown>;
    const outputs = await untilAnswered(running, this.#lost);
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
    ...('head_attentions' in outputs && { headAttentions: read('head_attentions') }),
  };
}
