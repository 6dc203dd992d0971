import type { FailureCode } from '../verdict/failure';
import type { Heatmap, Region } from '../verdict/judgement';
import type { CatalogEntry } from '../verdict/model';
import type { Score } from '../verdict/score';

/**
 * What the inference worker can be asked to do. It serves this over Comlink and runs one call at a time.
 *
 * From its start to its end the worker holds a Web Lock named like itself (`self.name`): whoever waits for that lock
 * learns at once that the worker died, even where no error event tells.
 */
export interface InferenceWorker {
  /** Reads, checks and loads a model, and runs it once. */
  load(request: LoadRequest): Promise<Outcome<LoadedModel>>;
  /** Decodes, preprocesses and judges one picture. `bytes` is a whole image file. */
  classify(bytes: ArrayBuffer): Promise<Outcome<Classification>>;
}

/** `baseUrl` is where the model's files lie, ending in a slash. */
export interface LoadRequest {
  entry: CatalogEntry;
  baseUrl: string;
  device: 'wasm' | 'webgpu';
}

export interface LoadedModel {
  device: 'wasm' | 'webgpu';
  threads: number;
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

/** Comlink keeps only an error's name and text, so failures cross as values. */
export type Outcome<Value> =
  { ok: true; value: Value } | { ok: false; code: FailureCode; message: string };
