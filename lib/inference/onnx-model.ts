import { AutoModelForImageClassification, Tensor } from '@huggingface/transformers';
import { untilAnswered } from './device-answer';
import { ModelLoadError } from './model-load-error';
import { availableThreads, configureRuntime, serveModelFiles } from './runtime';
import type { LoadOptions, ModelOutputs } from './runnable-model';

/** The files of an ONNX model as its repository has them. */
export interface OnnxModelFiles {
  config: Uint8Array<ArrayBuffer>;
  graph: Blob;
  externalData: Uint8Array<ArrayBuffer> | undefined;
}

/** An ONNX image classifier whose files have been read. `labels` is how many logits it must answer. */
export interface OnnxFile {
  files: OnnxModelFiles;
  config: { imageSize: number };
  labels: number;
}

/** What ONNX exports call the file of their weights. */
const externalDataFile = 'model.onnx_data';

type TransformersModel = Awaited<
  ReturnType<typeof AutoModelForImageClassification.from_pretrained>
>;

/** Somebody else's ONNX image classifier, ready to run. It answers logits, and does not tell where it looked. */
export class OnnxModel {
  readonly config: { imageSize: number };
  /** WASM threads. */
  readonly threads: number;
  readonly #model: TransformersModel;
  readonly #labels: number;
  readonly #lost: AbortSignal | undefined;

  private constructor(
    model: TransformersModel,
    { file, threads, lost }: { file: OnnxFile; threads: number; lost: AbortSignal | undefined },
  ) {
    this.config = file.config;
    this.threads = threads;
    this.#model = model;
    this.#labels = file.labels;
    this.#lost = lost;
  }

  /**
   * Makes a session of an ONNX file.
   *
   * @throws DeviceError when the device does not take it; no model can be loaded in this context any more then.
   * @throws ModelLoadError (`contradiction`) for anything but `pixel_values` in and `logits` out.
   */
  static async load(file: OnnxFile, options: LoadOptions): Promise<OnnxModel> {
    const { id, device, threads = availableThreads() } = options;
    const { config, graph, externalData } = file.files;
    configureRuntime({ threads });
    serveModelFiles(id, { 'config.json': withoutAdvice(config), 'onnx/model.onnx': graph });
    const lost = device === 'wasm' ? undefined : device.lost;
    const loading = AutoModelForImageClassification.from_pretrained(id, {
      device: device === 'wasm' ? 'wasm' : 'webgpu',
      dtype: 'fp32',
      session_options: {
        executionProviders: [
          device === 'wasm' ? 'wasm' : { name: 'webgpu', device: device.device },
        ],
        externalData: externalData ? [{ path: externalDataFile, data: externalData }] : [],
      },
    });
    const model = await untilAnswered(loading, lost);
    checkPorts(model);
    return new OnnxModel(model, { file, threads, lost });
  }

  /**
   * Runs a batch of pictures, each 3 * size * size values, channel after channel.
   *
   * @throws DeviceError when the device fails; every later run in this context fails then too.
   * @throws ModelLoadError (`contradiction`) for another number of logits than there are labels.
   */
  async run(pixelValues: Float32Array): Promise<ModelOutputs> {
    const { imageSize } = this.config;
    const count = pixelValues.length / (3 * imageSize ** 2);
    const input = new Tensor('float32', pixelValues, [count, 3, imageSize, imageSize]);
    const running = this.#model({ pixel_values: input }) as Promise<unknown>;
    const { logits } = (await untilAnswered(running, this.#lost)) as { logits: Tensor };
    const values: unknown = logits.data;
    if (values instanceof Float32Array && values.length === count * this.#labels) {
      return { logits: values, rollout: null, clsEmbedding: null };
    }
    const shape = `${logits.type} [${logits.dims.join(', ')}]`;
    throw contradiction(`Expected ${this.#labels} logits a picture, got ${shape}`);
  }

  async dispose() {
    await this.#model.dispose();
  }
}

/** What a config tells transformers.js to do is for other devices and files than those that are here. */
function withoutAdvice(config: Uint8Array): Uint8Array<ArrayBuffer> {
  const own = { ...parseConfig(config), 'transformers.js_config': {} };
  return new TextEncoder().encode(JSON.stringify(own));
}

function parseConfig(config: Uint8Array): Record<string, unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(config)) as Record<string, unknown>;
  } catch (cause) {
    throw new ModelLoadError('unsupportedConfig', 'config.json, expected JSON', { cause });
  }
}

function checkPorts({ sessions }: TransformersModel): void {
  const session = (sessions as Record<string, { inputNames: string[]; outputNames: string[] }>)[
    'model'
  ];
  const { inputNames = [], outputNames = [] } = session ?? {};
  if (inputNames.join() === 'pixel_values' && outputNames.includes('logits')) return;
  const got = `${inputNames.join(', ')} in, ${outputNames.join(', ')} out`;
  throw contradiction(`Expected pixel_values in and logits out, got ${got}`);
}

function contradiction(message: string): ModelLoadError {
  return new ModelLoadError('contradiction', message);
}
