import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { deliveries } from '../../lib/verdict/delivery.ts';
import { rungs } from '../../lib/verdict/rungs.ts';
import type { Summary } from './summary.ts';

const name = v.pipe(v.string(), v.nonEmpty());
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** One picture in one delivery, judged. Sizes and `format` are those of the delivered file, `path` is from the folder. */
const recordSchema = v.object({
  path: name,
  label: v.picklist(['real', 'fake']),
  source: name,
  technique: v.nullable(name),
  delivery: v.picklist(deliveries),
  score: fraction,
  logit: v.number(),
  width: count,
  height: count,
  format: name,
  sizeInBytes: count,
});

/** One picture in one delivery that could not be judged, and why. */
const failureSchema = v.object({
  path: name,
  delivery: v.picklist(deliveries),
  code: name,
  message: v.string(),
});

const modelSchema = v.object({ id: name, revision: name, sha256: name });

const engineSchema = v.object({
  rung: v.picklist(rungs),
  precision: v.picklist(['fp32', 'fp16', 'int8']),
});

const judgedFolderSchema = v.object({
  version: v.literal(1),
  model: modelSchema,
  engine: engineSchema,
  /** ISO 8601. */
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  /** The last name of its path alone: where it lies is nobody's business. */
  folder: v.string(),
  records: v.array(recordSchema),
  failures: v.array(failureSchema),
});

export type EvaluationRecord = v.InferOutput<typeof recordSchema>;
export type EvaluationFailure = v.InferOutput<typeof failureSchema>;
export type EvaluatedModel = v.InferOutput<typeof modelSchema>;
export type EvaluatedEngine = v.InferOutput<typeof engineSchema>;

/** All that a run of a model over a folder of labelled pictures found, before any figure. */
export type JudgedFolder = v.InferOutput<typeof judgedFolderSchema>;

/** What `npm run eval` writes. */
export interface Evaluation extends JudgedFolder {
  summary: Summary;
}

/** Checks one record, as it lies in a file. @throws ValiError */
export function parseRecord(value: unknown): EvaluationRecord {
  return v.parse(recordSchema, value);
}

/** @throws ValiError */
export function parseModel(value: unknown): EvaluatedModel {
  return v.parse(modelSchema, value);
}

/** @throws ValiError */
export function parseEngine(value: unknown): EvaluatedEngine {
  return v.parse(engineSchema, value);
}

/**
 * Reads what `npm run eval` wrote, but for the figures, which follow from the records.
 *
 * @throws Error naming the file when it is not such a file.
 */
export function readJudgedFolder(path: string): JudgedFolder {
  try {
    return v.parse(judgedFolderSchema, JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new Error(`Expected ${path} to be written by "npm run eval": ${String(cause)}`, {
      cause,
    });
  }
}
