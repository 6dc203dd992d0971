import type { MeasuredExplanation } from './explanation';
import type { FakeRates, Measured, RealRates, SmallestSize } from './measured';
import type { PublishedScores } from './published';

/** How far a model's answers go: a weak `hint`, figures `published` by others, or a person's own files, `unverified`. */
export type Standing = 'hint' | 'published' | 'unverified';

/** How eagerly a picture is called fake. Every step's cost in false alarms is in the catalog. */
export type Sensitivity = 'cautious' | 'alert';

/**
 * The score from which a picture is called fake, null where no threshold keeps the bound, and what that costs, null where
 * nobody measured. `bound` is what the threshold was chosen for: the most false positives among real pictures of sources
 * that were left out of the choice. Without it, it was chosen in another way.
 */
export interface FakeZone {
  atLeast: number | null;
  bound?: Pick<FakeRates, 'falsePositiveRate'>;
  measured: Measured<FakeRates> | null;
}

/**
 * The score below which a picture is called real, likewise. Its bound is the most fakes among what is called real, counted
 * as if there were as many fakes as real pictures: of 100 such pictures, at most so many are fake.
 */
export interface RealZone {
  below: number | null;
  bound?: { fakeShare: number };
  measured: Measured<RealRates> | null;
}

export interface Zones {
  real: RealZone;
  fake: Record<Sensitivity, FakeZone>;
}

/** Pillow's filters. All but `nearest` weigh every pixel that a reduction covers. */
export type Resample = 'nearest' | 'lanczos' | 'bilinear' | 'bicubic' | 'box' | 'hamming';

/**
 * How the whole picture is resized before its middle is cut out, in pixels: its short side to a length and the long one in
 * proportion, or squashed to a width and a height, or not at all.
 */
export type Resize =
  { shortSide: number } | { squash: { width: number; height: number } } | { resize: 'none' };

/**
 * From a decoded picture to pixel values: resize, cut a square of `crop` pixels out of the middle (black where the picture
 * does not reach), times `rescale`, (x - mean) / std.
 */
export type Preprocessing = Resize & {
  crop: number;
  /** Where a crop lies that cannot lie in the middle: rounded half to even as torchvision does, unless given. */
  cropRounding?: 'down';
  resample: Resample;
  /** 1/255 unless given. */
  rescale?: number;
  mean: [number, number, number];
  std: [number, number, number];
};

/** What a model's logits stand for, in their order. One logit is read by its sigmoid, more of them by their softmax. */
export interface Labels {
  names: string[];
  /** The positions of the labels that mean made by a machine. */
  fake: number[];
  /** The one label has no telling name: that a high logit means fake is only how such models are commonly made. */
  isAssumed: boolean;
}

export interface PinnedFile {
  sizeInBytes: number;
  sha256: string;
}

/** A ViT's weights, for the graph that Candid writes itself. */
export interface SafetensorsFiles {
  'config.json': PinnedFile;
  'model.safetensors': PinnedFile;
}

/** A whole ONNX model, and the weights beside it where it does not hold them. */
export interface OnnxFiles {
  'config.json': PinnedFile;
  'onnx/model.onnx': PinnedFile;
  'onnx/model.onnx_data'?: PinnedFile;
}

/** The files of a model by the names that they have in its repository. */
export type ModelFiles = SafetensorsFiles | OnnxFiles;

export type ModelFileName = keyof SafetensorsFiles | keyof OnnxFiles;

/** One entry of `models/catalog.json`. `folder` is where the package ships it, null when it must be fetched. */
export interface CatalogEntry {
  id: string;
  name: string;
  folder: string | null;
  repository: string | null;
  revision: string;
  licence: string;
  files: ModelFiles;
  preprocessing: Preprocessing;
  /** One logit, whose sigmoid is P(fake), unless given. */
  labels?: Labels;
  zones: Zones;
  /** Below it, no score counts. Null where nobody found such a size: then no picture is too small. */
  smallest: SmallestSize | null;
  standing: Standing;
  /** What blanking parts of pictures says of its attention maps. Without it, nobody tried. */
  explanation?: MeasuredExplanation;
  /** What its authors say it answers, to compare with. */
  published?: PublishedScores;
}

/** What a person may know of the model that judged: enough to rate its scores and to say how far to trust it. */
export type ModelCard = Pick<
  CatalogEntry,
  | 'id'
  | 'name'
  | 'revision'
  | 'licence'
  | 'labels'
  | 'zones'
  | 'smallest'
  | 'standing'
  | 'explanation'
>;

/** Every name that a model's file can have, the small file first. */
export const modelFileNames: readonly ModelFileName[] = [
  'config.json',
  'model.safetensors',
  'onnx/model.onnx',
  'onnx/model.onnx_data',
];

/** The files of a model with their names, the small one first. */
export function listFiles(files: ModelFiles): [ModelFileName, PinnedFile][] {
  const pins: Partial<Record<ModelFileName, PinnedFile>> = files;
  return modelFileNames.flatMap((name): [ModelFileName, PinnedFile][] => {
    const pin = pins[name];
    return pin ? [[name, pin]] : [];
  });
}

/** The name under which a file is kept: without the folders of its repository. */
export function keptNameOf(name: ModelFileName): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
