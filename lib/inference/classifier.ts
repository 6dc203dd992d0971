import type { CatalogEntry, Preprocessing } from '../verdict/model';
import { scoreOfLogit } from '../verdict/score';
import { decodePicture } from './decode';
import { readModelFiles } from './model-files';
import { ModelLoadError } from './model-load-error';
import { turnHeatmap, turnRegion, type Orientation } from './orientation';
import { readPictureHeader } from './picture-header';
import { preprocess } from './preprocess';
import { createPreview } from './preview';
import type { Classification, LoadedModel, LoadRequest } from './protocol';
import { readVit, VitModel, type Vit } from './vit-model';

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
  readonly #device: LoadedModel['device'];

  private constructor(request: LoadRequest, model: VitModel) {
    this.#entry = request.entry;
    this.#device = request.device;
    this.#model = model;
  }

  /**
   * Reads, checks and loads a model, and runs it once.
   *
   * @throws ModelLoadError when the files are not what the catalog says, or not a detector that this can run.
   */
  static async load(request: LoadRequest): Promise<Classifier> {
    const { entry, baseUrl, device } = request;
    const vit = readVit(await readModelFiles(entry, baseUrl));
    checkAgainstCatalog(vit, entry);
    const model = await VitModel.load(vit, { id: entry.id, device });
    await model.run(new Float32Array(3 * vit.config.imageSize ** 2));
    return new Classifier(request, model);
  }

  get loaded(): LoadedModel {
    return { device: this.#device, threads: this.#model.threads };
  }

  prepare(file: ArrayBuffer): Promise<PreparedPicture> {
    return preparePicture(file, this.#entry.preprocessing);
  }

  /** Judges a batch of pictures in one pass. */
  async classify(pictures: PreparedPicture[]): Promise<Classification[]> {
    const { logits, rollout, clsEmbedding } = await this.#model.run(concatenate(pictures));
    const side = this.#model.patchesPerSide;
    return pictures.map(({ orientation, width, height, format, region, preview }, position) => {
      const logit = logits[position] ?? NaN;
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

function concatenate(pictures: PreparedPicture[]): Float32Array {
  const size = pictures[0]?.pixelValues.length ?? 0;
  const batch = new Float32Array(pictures.length * size);
  pictures.forEach(({ pixelValues }, position) => batch.set(pixelValues, position * size));
  return batch;
}

function rowOf(values: Float32Array, row: number, length: number): Float32Array {
  return values.slice(row * length, (row + 1) * length);
}
