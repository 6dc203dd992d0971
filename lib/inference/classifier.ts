import { CheckError } from '../verdict/failure';
import type { Heatmap } from '../verdict/judgement';
import type { CatalogEntry, Preprocessing } from '../verdict/model';
import { isGpuRung } from '../verdict/rungs';
import { fakeLogitOf, scoreOfLogit } from '../verdict/score';
import { decodePicture } from './decode';
import { readOnnxFiles, readVitFiles } from './model-files';
import { DeviceError, RungRefusedError } from './device-error';
import { loadOnBestRung, type ModelOnRung } from './load-on-rung';
import { ModelLoadError } from './model-load-error';
import { turnHeatmap, turnRegion, type Orientation } from './orientation';
import { readPictureHeader } from './picture-header';
import { preprocess } from './preprocess';
import { createPreview } from './preview';
import type {
  Classification,
  LoadAttempt,
  LoadedModel,
  LoadRequest,
  ModelSource,
} from './protocol';
import { readVit } from './read-vit';
import type { ModelOutputs, ReadModel, RunnableModel } from './runnable-model';
import { createTestPicture, findTestLogit } from './self-test';
import { StoredBytes } from './stored-bytes';

/** A picture, ready for the model, and what must be said of it whatever the model answers. */
export interface PreparedPicture extends Pick<
  Classification,
  'width' | 'height' | 'format' | 'region' | 'preview'
> {
  pixelValues: Float32Array;
  orientation: Orientation;
}

/**
 * Decodes and preprocesses one picture file.
 *
 * @throws CheckError saying why the file is not a picture that can be judged.
 */
export async function preparePicture(
  file: ArrayBuffer,
  preprocessing: Preprocessing,
): Promise<PreparedPicture> {
  const bytes = new Uint8Array(file);
  const header = readPictureHeader(bytes);
  using picture = await decodePicture(bytes);
  const { rows, bitmap, orientation } = picture;
  const { pixelValues, region } = await preprocess(rows, preprocessing);
  return {
    pixelValues,
    orientation,
    region: turnRegion(region, orientation),
    preview: await createPreview(bitmap),
    width: rows.width,
    height: rows.height,
    format: header.format,
  };
}

type Pixels = Pick<PreparedPicture, 'pixelValues'>;
type OnAttempt = (attempt: LoadAttempt) => void;

/** One model of the catalog, loaded and warm. */
export class Classifier {
  readonly #entry: CatalogEntry;
  readonly #model: RunnableModel;
  /** What runs it, and why nothing better does. */
  readonly loaded: LoadedModel;

  private constructor(entry: CatalogEntry, { model, ...onRung }: ModelOnRung) {
    this.#entry = entry;
    this.#model = model;
    const device = isGpuRung(onRung.rung) ? 'webgpu' : 'wasm';
    this.loaded = { ...onRung, device, threads: model.threads };
  }

  /**
   * Reads, checks and loads a model, and runs it once.
   *
   * @throws ModelLoadError when the files are not what the catalog says, or not a detector that this can run.
   * @throws RungRefusedError when the device gave way.
   */
  static async load(request: LoadRequest, onAttempt?: OnAttempt): Promise<Classifier> {
    const { entry, source, device, refused = [], int8 = false } = request;
    const { model, weights } = await readModel(entry, source);
    try {
      checkAgainstCatalog(model, entry);
      const testLogit = findTestLogit(entry.files);
      const options = { id: nameForLibrary, device, refused, int8, onAttempt, testLogit };
      return new Classifier(entry, await loadOnBestRung(model, options));
    } finally {
      if (weights instanceof StoredBytes) weights.close();
    }
  }

  get preprocessing(): Preprocessing {
    return this.#entry.preprocessing;
  }

  prepare(file: ArrayBuffer): Promise<PreparedPicture> {
    return preparePicture(file, this.#entry.preprocessing);
  }

  /**
   * Judges a batch of pictures in one pass.
   *
   * @throws CheckError `engineFailed` where the model answers no number.
   * @throws RungRefusedError when the device gave way.
   */
  async classify(pictures: PreparedPicture[]): Promise<Classification[]> {
    const outputs = await this.#run(concatenate(pictures));
    const of = pictures.length;
    return pictures.map(({ orientation, width, height, format, region, preview }, position) => {
      const logits = rowOf(outputs.logits, { position, of });
      const logit = finiteLogit(fakeLogitOf(logits, this.#entry.labels));
      const { rollout, clsEmbedding } = outputs;
      return {
        width,
        height,
        format,
        region,
        preview,
        logit,
        score: scoreOfLogit(logit),
        heatmap: rollout && turnHeatmap(squareOf(rowOf(rollout, { position, of })), orientation),
        embedding: clsEmbedding && rowOf(clsEmbedding, { position, of }),
      };
    });
  }

  /**
   * How long one pass over so many test pictures takes, in milliseconds.
   *
   * @throws RungRefusedError when the device gave way.
   */
  async timePass(pictures: number): Promise<number> {
    const picture = createTestPicture(this.#model.config.imageSize);
    const batch = concatenate(Array<Pixels>(pictures).fill({ pixelValues: picture }));
    const startedAt = performance.now();
    await this.#run(batch);
    return performance.now() - startedAt;
  }

  /** The logit of one picture that was not decoded from a file. */
  async answer(pixelValues: Float32Array): Promise<number> {
    const { logits } = await this.#run(pixelValues);
    return finiteLogit(fakeLogitOf(logits, this.#entry.labels));
  }

  async #run(pixelValues: Float32Array): Promise<ModelOutputs> {
    try {
      return await this.#model.run(pixelValues);
    } catch (cause) {
      if (!(cause instanceof DeviceError)) throw cause;
      const { rung, refused } = this.loaded;
      const { reason, message } = cause;
      throw new RungRefusedError([...refused, { rung, reason }], message, { cause });
    }
  }
}

/** transformers.js looks up only names that pass for repositories; a worker has one model at a time. */
const nameForLibrary = 'model';

interface OpenModel {
  model: ReadModel;
  /** Must be closed where they are `StoredBytes`. */
  weights: Uint8Array | undefined;
}

async function readModel(
  { files: pins, labels, preprocessing }: CatalogEntry,
  source: ModelSource,
): Promise<OpenModel> {
  if ('model.safetensors' in pins) {
    const files = await readVitFiles(pins, source);
    return { model: readVit(files), weights: files.weights };
  }
  const files = await readOnnxFiles(pins, source);
  const config = { imageSize: preprocessing.crop };
  const model = { files, config, labels: labels?.names.length ?? 1 };
  return { model, weights: files.externalData };
}

/** A detector takes the crop that the catalog says and answers a logit for each of its labels. */
function checkAgainstCatalog(
  { config, labels }: ReadModel,
  { preprocessing, ...entry }: CatalogEntry,
) {
  if (config.imageSize !== preprocessing.crop) {
    throw new ModelLoadError(
      'contradiction',
      `Expected pictures of ${preprocessing.crop} px, got a model for ${config.imageSize} px`,
    );
  }
  const expected = entry.labels?.names.length ?? 1;
  if (labels !== expected) {
    const message = `Expected a model with ${expected} labels, got ${labels}`;
    throw new ModelLoadError('contradiction', message);
  }
}

/** NaN is neither above nor below any threshold, and would read "unsure". */
function finiteLogit(logit: number): number {
  if (Number.isFinite(logit)) return logit;
  throw new CheckError('engineFailed', `Expected a number as logit, got ${logit}`);
}

function concatenate(pictures: Pixels[]): Float32Array {
  const size = pictures[0]?.pixelValues.length ?? 0;
  const batch = new Float32Array(pictures.length * size);
  pictures.forEach(({ pixelValues }, position) => batch.set(pixelValues, position * size));
  return batch;
}

/** What an output holds of one picture. */
function rowOf(
  values: Float32Array,
  { position, of }: { position: number; of: number },
): Float32Array {
  const length = values.length / of;
  return values.slice(position * length, (position + 1) * length);
}

function squareOf(values: Float32Array): Heatmap {
  const side = Math.sqrt(values.length);
  return { columns: side, rows: side, values };
}
