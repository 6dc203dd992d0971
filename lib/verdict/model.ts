/** How far a model's answers go: a weak `hint`, figures `published` by others, or a person's own files, `unverified`. */
export type Standing = 'hint' | 'published' | 'unverified';

/** How eagerly a picture is called fake. Every step's cost in false alarms is in the catalog. */
export type Sensitivity = 'cautious' | 'alert';

/** The score from which a picture is called fake, and what that cost where it was measured. Rates are fractions. */
export interface FakeZone {
  atLeast: number;
  falsePositiveRate: number;
  recall: number;
  n: number;
  source: string;
}

/** The score below which a picture is called real, and the fraction of fakes that is missed there. */
export interface RealZone {
  below: number;
  missRate: number;
  n: number;
  source: string;
}

export interface Zones {
  real: RealZone;
  fake: Record<Sensitivity, FakeZone>;
}

/** From a decoded picture to pixel values: resize, centre crop, /255, (x - mean) / std. Sizes in pixels. */
export interface Preprocessing {
  shortSide: number;
  crop: number;
  resample: 'bilinear';
  mean: [number, number, number];
  std: [number, number, number];
}

export interface PinnedFile {
  sizeInBytes: number;
  sha256: string;
}

/** One entry of `models/catalog.json`. `folder` is where the package ships it, null when it must be fetched. */
export interface CatalogEntry {
  id: string;
  name: string;
  folder: string | null;
  repository: string | null;
  revision: string;
  licence: string;
  files: { 'config.json': PinnedFile; 'model.safetensors': PinnedFile };
  preprocessing: Preprocessing;
  zones: Zones;
  standing: Standing;
}

/** What a person may know of the model that judged: enough to rate its scores and to say how far to trust it. */
export type ModelCard = Pick<
  CatalogEntry,
  'id' | 'name' | 'revision' | 'licence' | 'zones' | 'standing'
>;
