import type { FailureCode } from '../verdict/failure';
import type { Heatmap, Region } from '../verdict/judgement';
import type { CatalogEntry } from '../verdict/model';
import type { RefusedRung, Rung } from '../verdict/rungs';
import type { Score } from '../verdict/score';

/**
 * What the inference worker can be asked to do. It serves this over Comlink and runs one call at a time.
 *
 * From its start to its end the worker holds a Web Lock named like itself (`self.name`): whoever waits for that lock
 * learns at once that the worker died, even where no error event tells.
 */
export interface InferenceWorker {
  /**
   * Reads, checks and loads a model on the best device that works, and runs it once. An answer with `refused` says that a
   * device gave way, and with it this worker: a fresh one, told of them, goes on with the next (`nextRung`).
   */
  load(request: LoadRequest): Promise<Outcome<LoadedModel>>;
  /** Decodes, preprocesses and judges one picture. `bytes` is a whole image file. */
  classify(bytes: ArrayBuffer): Promise<Outcome<Classification>>;
}

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
}

/** `threads` counts WASM threads; `refused` says why nothing better than `rung` was taken. */
export interface LoadedModel {
  device: 'wasm' | 'webgpu';
  threads: number;
  rung: Rung;
  refused: RefusedRung[];
}

/** One picture after one pass. Sizes in pixels as stored in the file; `embedding` is the CLS token after the last norm. */
export interface Classification {
  logit: number;
  score: Score;
  heatmap: Heatmap;
  embedding: Float32Array;
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
