import { CheckError } from '../verdict/failure';
import type { CatalogEntry, Preprocessing } from '../verdict/model';
import { isGpuRung } from '../verdict/rungs';
import { scoreOfLogit } from '../verdict/score';
import { decodePicture } from './decode';
import { readModelFiles } from './model-files';
import { DeviceError, RungRefusedError } from './device-error';
import { loadOnBestRung, type ModelOnRung } from './load-on-rung';
import { ModelLoadError } from './model-load-error';
import { turnHeatmap, turnRegion, type Orientation } from './orientation';
import { readPictureHeader } from './picture-header';
import { preprocess } from './preprocess';
import { createPreview } from './preview';
import type { Classification, LoadedModel, LoadRequest } from './protocol';
import { readVit, type Vit, type VitFiles } from './read-vit';
import { StoredBytes } from './stored-bytes';
import type { VitModel, VitOutputs } from './vit-model';

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

/** One model of the catalog, loaded and warm. */
export class Classifier {
  readonly #entry: CatalogEntry;
  readonly #model: VitModel;
  /** What runs it, and why nothing better does. */
  readonly loaded: LoadedModel;

  private constructor(entry: CatalogEntry, { model, rung, refused }: ModelOnRung) {
    this.#entry = entry;
    this.#model = model;
    const device = isGpuRung(rung) ? 'webgpu' : 'wasm';
    this.loaded = { device, threads: model.threads, rung, refused };
  }

  /**
   * Reads, checks and loads a model, and runs it once.
   *
   * @throws ModelLoadError when the files are not what the catalog says, or not a detector that this can run.
   * @throws RungRefusedError when the device gave way.
   */
  static async load(request: LoadRequest): Promise<Classifier> {
    const files = await readModelFiles(request.entry, request.source);
    try {
      return new Classifier(request.entry, await createModel(files, request));
    } finally {
      if (files.weights instanceof StoredBytes) files.weights.close();
    }
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
    const { logits, rollout, clsEmbedding } = await this.#run(concatenate(pictures));
    const side = this.#model.patchesPerSide;
    return pictures.map(({ orientation, width, height, format, region, preview }, position) => {
      const logit = finiteLogit(logits, position);
      const values = rowOf(rollout, position, side ** 2);
      return {
        width,
        height,
        format,
        region,
        preview,
        logit,
        score: scoreOfLogit(logit),
        heatmap: turnHeatmap({ columns: side, rows: side, values }, orientation),
        embedding: rowOf(clsEmbedding, position, this.#model.config.hiddenSize),
      };
    });
  }

  async #run(pixelValues: Float32Array): Promise<VitOutputs> {
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

function createModel(
  files: VitFiles,
  { entry, device, refused = [] }: LoadRequest,
): Promise<ModelOnRung> {
  const vit = readVit(files);
  checkAgainstCatalog(vit, entry);
  return loadOnBestRung(vit, { id: entry.id, device, refused });
}

/** A detector takes the crop that the catalog says and answers one number. */
function checkAgainstCatalog({ config, labels }: Vit, { preprocessing }: CatalogEntry) {
  if (config.imageSize !== preprocessing.crop) {
    throw new ModelLoadError(
      'contradiction',
      `Expected pictures of ${preprocessing.crop} px, got a model for ${config.imageSize} px`,
    );
  }
  if (labels !== 1) {
    throw new ModelLoadError('contradiction', `Expected a model with one label, got ${labels}`);
  }
}

/** NaN is neither above nor below any threshold, and would read "unsure". */
function finiteLogit(logits: Float32Array, position: number): number {
  const logit = logits[position] ?? NaN;
  if (Number.isFinite(logit)) return logit;
  throw new CheckError('engineFailed', `Expected a number as logit, got ${logit}`);
}

function concatenate(pictures: PreparedPicture[]): Float32Array {
  const size = pictures[0]?.pixelValues.length ?? 0;
  const batch = new Float32Array(pictures.length * size);
  pictures.forEach(({ pixelValues }, position) => batch.set(pixelValues, position * size));
  return batch;
}

function rowOf(values: Float32Array, row: number, length: number): Float32Array {
  return values.slice(row * length, (row + 1) * length);
}
