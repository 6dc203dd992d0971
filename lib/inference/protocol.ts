import type { BatchMeasurement } from '../verdict/batch';
import type { HeadAttention, TileScores } from '../verdict/closer-look';
import type { Drift } from '../verdict/drift';
import type { FailureCode } from '../verdict/failure';
import type { SelfTestFigures } from '../verdict/health';
import type { Heatmap, Region, Size } from '../verdict/judgement';
import type { CatalogEntry } from '../verdict/model';
import type { RefusedRung, Rung } from '../verdict/rungs';
import type { Score } from '../verdict/score';

/**
 * What the inference worker can be asked to do. It serves this over Comlink and runs one call at a time.
 *
 * To its end the worker holds a Web Lock named like itself (`self.name`), and posts `aliveMessage` when it has it: whoever
 * waits for that lock from then on learns at once that the worker died, even where no error event tells.
 */
export interface InferenceWorker {
  /**
   * Reads, checks and loads a model on the best device that works, and runs it once. An answer with `refused` says that a
   * device gave way, and with it this worker: a fresh one, told of them, goes on with the next (`nextRung`). `onAttempt`
   * hears before it is tried what a worker that dies or keeps silent cannot tell any more.
   */
  load(
    request: LoadRequest,
    onAttempt?: (attempt: LoadAttempt) => void,
  ): Promise<Outcome<LoadedModel>>;
  /**
   * Decodes and preprocesses whole image files and judges them in one pass. Answers one outcome per file, in order: a file
   * that is no picture does not fail the others.
   */
  classify(files: ArrayBuffer[]): Promise<Outcome<Outcome<Classification>[]>>;
  /** Whether two whole image files hold the same picture. Needs no model. */
  compare(pair: FilePair): Promise<Outcome<Comparison>>;
  /** Judges some of the overlapping squares of a whole image file, at its own resolution where they are few enough. */
  explainTiles(request: TileRequest): Promise<Outcome<TileScores>>;
  /**
   * Where every head of every layer looks in a whole image file; null where the model does not tell. Loads the model once
   * more, in single precision on WASM, and lets go of it again.
   */
  explainLayers(file: ArrayBuffer): Promise<Outcome<HeadAttention | null>>;
  /** Measures whether batches are worth it on this device. Fails with `dropped` as soon as pictures are to be judged. */
  measureBatch(): Promise<Outcome<BatchMeasurement>>;
  /**
   * Compares the model with itself in int8 on a few of our own pictures, and goes on from there when it is asked again.
   * Fails with `dropped` as soon as pictures are to be judged. From then on the worker holds the model twice.
   */
  measureDrift(): Promise<Outcome<DriftProgress>>;
}

/** What a worker posts, beside what Comlink does, once its death can be noticed. */
export const aliveMessage = 'alive';

/**
 * Where a model's files lie: in the package, below `baseUrl` (which ends in a slash), or in a folder of the origin
 * private file system, `path` being its names joined by slashes.
 */
export type ModelSource = { kind: 'package'; baseUrl: string } | { kind: 'stored'; path: string };

export interface LoadRequest {
  entry: CatalogEntry;
  source: ModelSource;
  /** The best that may be taken: `webgpu` is single precision there, `auto` whatever there is. */
  device: 'auto' | 'wasm' | 'webgpu';
  /** What gave way before, as the last answer said. */
  refused?: readonly RefusedRung[];
  /** WASM may multiply in int8. Only where the drift of this model was measured on this machine and is small. */
  int8?: boolean;
}

/** The file that a page shows, and one that is said to be larger. */
export interface FilePair {
  shown: ArrayBuffer;
  larger: ArrayBuffer;
}

/** Tiles `from` (the first is 0) up to `count` of them, of all that the file is cut into. */
export interface TileRequest {
  file: ArrayBuffer;
  from: number;
  count: number;
}

/** Sizes as pages display the pictures. */
export interface Comparison {
  isSame: boolean;
  shown: Size;
  larger: Size;
}

/** The rung that a load is about to try, and what it will not try any more. */
export interface LoadAttempt {
  rung: Rung;
  refused: readonly RefusedRung[];
}

/** `threads` counts WASM threads; `refused` says why nothing better than `rung` was taken. */
export interface LoadedModel {
  device: 'wasm' | 'webgpu';
  precision: 'fp32' | 'fp16' | 'int8';
  threads: number;
  rung: Rung;
  refused: RefusedRung[];
  /** How a test picture was answered beside the reference: the GPU beside WASM, and WASM beside what the model is known to answer. */
  selfTest?: SelfTestFigures;
}

/** `unmeasurable` is what runs on a GPU, or in int8 already, or has no int8. */
export type DriftProgress =
  | { status: 'measuring'; pictures: number }
  | { status: 'measured'; drift: Drift }
  | { status: 'unmeasurable' };

/** One picture after one pass. Sizes in pixels as stored in the file; `embedding` is the CLS token after the last norm. */
export interface Classification {
  logit: number;
  score: Score;
  heatmap: Heatmap | null;
  embedding: Float32Array | null;
  width: number;
  height: number;
  format: string;
  region: Region;
  preview: Blob;
}

/**
 * Comlink keeps only an error's name and text, so failures cross as values. With `refused` the device failed: it names
 * every rung that the next worker must leave out.
 */
export type Outcome<Value> =
  | { ok: true; value: Value }
  | { ok: false; code: FailureCode; message: string; refused?: RefusedRung[] };
