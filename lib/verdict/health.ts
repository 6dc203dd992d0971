import type { BatchMeasurement } from './batch';
import type { Drift } from './drift';
import type { ModelCard } from './model';
import type { PublishedScores } from './published';
import type { RefusedRung, Rung } from './rungs';

/** How the numbers of a model are held while it runs. */
export type Precision = 'fp32' | 'fp16' | 'int8';

/** All that can be told of the engine, the model and what is remembered. Sizes in bytes; null where nobody knows. */
export interface HealthReport {
  engine: HealthOfEngine;
  /** Whether the engine's context may share memory between threads. */
  isIsolated: boolean;
  /** Null until the model is loaded. */
  precision: Precision | null;
  model: HealthOfModel;
  /** Null where there is nothing to compare with: WASM is the reference, unless the model's answer is known. */
  selfTest: SelfTestFigures | null;
  /** Of int8. Null until it was measured on this machine. */
  drift: Drift | null;
  /** Since the engine was started. `medianMs` is of the latest pictures. */
  timings: { pictures: number; medianMs: number | null };
  cache: HealthOfCache;
}

/** As `EngineStatus` of the protocol, without the model. */
export type HealthOfEngine = { refused: RefusedRung[] } & (
  | { status: 'idle' | 'loading' }
  | {
      status: 'ready';
      device: 'wasm' | 'webgpu';
      threads: number;
      rung: Rung;
      batch?: BatchMeasurement;
    }
  | { status: 'failed'; reason: string }
);

export interface HealthOfModel {
  card: ModelCard;
  /** Where it comes from: a repository of the hub, or null for our own and a person's files. */
  repository: string | null;
  files: { name: string; sizeInBytes: number; sha256: string }[];
  /** Its bytes are the ones that the catalog pins; they are checked whenever it is loaded. */
  isVerified: boolean;
  published: PublishedScores | null;
}

/** How far the GPU was from WASM, or WASM from the known answer, on the self-test's picture, in logits. */
export interface SelfTestFigures {
  logitDifference: number;
  allowedDifference: number;
}

/** What is remembered of judged pictures, and what the browser lets us keep. */
export interface HealthOfCache {
  judgements: number | null;
  sizeInBytes: number | null;
  usedBytes: number | null;
  quotaBytes: number | null;
}
