import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imageSize } from 'image-size';
import type { Delivery } from '../../lib/verdict/delivery.ts';
import { deliver } from './deliver.ts';
import type { EvaluatedEngine, EvaluationFailure, EvaluationRecord } from './evaluation.ts';
import type { Journal } from './journal.ts';
import type { LabelledPicture } from './list-pictures.ts';

/** What the engine says of one file, or why it says nothing. */
export type Answer =
  | {
      ok: true;
      engine: EvaluatedEngine;
      judged: Pick<EvaluationRecord, 'score' | 'logit' | 'width' | 'height'>;
    }
  | { ok: false; code: string; message: string };

/** Whatever judges: files of a picture in, the answer out. */
export interface PictureJudge {
  judge(file: Uint8Array<ArrayBuffer>): Promise<Answer>;
}

export interface FolderRun {
  folder: string;
  pictures: readonly LabelledPicture[];
  deliveries: readonly Delivery[];
  /** Makes another file of what is delivered. */
  deliver?: typeof deliver;
  journal: Journal;
  judge: PictureJudge;
  /** Called for every picture in every delivery, judged before or now. */
  onProgress?: (progress: Progress) => void;
}

export interface Progress {
  done: number;
  total: number;
  /** Of `done`, how many are from an earlier run. */
  known: number;
  path: string;
}

/** In the order of pictures and deliveries, whatever was judged before. */
export interface FolderOutcome {
  engine: EvaluatedEngine | undefined;
  records: EvaluationRecord[];
  failures: EvaluationFailure[];
  /** Files that are others than when an earlier run judged them. */
  changed: Set<string>;
}

/** Larger files are no pictures that anybody is shown. */
const mostBytes = 64 * 1024 * 1024;

/** A picture that could not be delivered or judged, as a value on its way to the list of failures. */
class NotJudgedError extends Error {
  override readonly name = 'NotJudgedError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Judges every picture in every delivery, but for what the journal knows of the same file. One that cannot be judged does not
 * end the run.
 *
 * @throws Error where the engine judges in another way than it did for the journal: such figures do not mix.
 */
export async function judgeFolder(run: FolderRun): Promise<FolderOutcome> {
  const outcome: FolderOutcome = {
    engine: run.journal.engine,
    records: [],
    failures: [],
    changed: new Set(),
  };
  const progress = { done: 0, total: run.pictures.length * run.deliveries.length, known: 0 };
  for (const picture of run.pictures) {
    const file = await readWhole(join(run.folder, picture.path));
    for (const delivery of run.deliveries) {
      progress.known += await take({ run, picture, file, delivery, outcome });
      progress.done += 1;
      run.onProgress?.({ ...progress, path: picture.path });
    }
  }
  return outcome;
}

interface Turn {
  run: FolderRun;
  picture: LabelledPicture;
  file: PictureFile | NotJudgedError;
  delivery: Delivery;
  outcome: FolderOutcome;
}

interface PictureFile {
  bytes: Uint8Array<ArrayBuffer>;
  sha256: string;
}

/** Adds to the outcome. Answers 1 where it was known, else 0. */
async function take({ run, picture, file, delivery, outcome }: Turn): Promise<0 | 1> {
  const { path } = picture;
  try {
    if (file instanceof NotJudgedError) throw file;
    const key = { path, delivery, sha256: file.sha256 };
    if (run.journal.isChanged(key)) outcome.changed.add(path);
    const known = run.journal.find(key);
    if (known) {
      // Folders may have been renamed meanwhile; where a file lies now says what it is.
      outcome.records.push({ ...known.record, ...picture });
      return 1;
    }
    const { record, engine } = await judge({ run, picture, file, delivery });
    outcome.engine = sameEngine(outcome.engine, engine);
    run.journal.add({ sha256: file.sha256, engine, record });
    outcome.records.push(record);
  } catch (error) {
    if (!(error instanceof NotJudgedError)) throw error;
    outcome.failures.push({ path, delivery, code: error.code, message: error.message });
  }
  return 0;
}

async function judge({
  run,
  picture,
  file,
  delivery,
}: Omit<Turn, 'outcome' | 'file'> & { file: PictureFile }) {
  const make = run.deliver ?? deliver;
  const delivered = await make(file.bytes, delivery).catch((cause: unknown) => {
    throw new NotJudgedError('undeliverable', String(cause), { cause });
  });
  const answer = await run.judge.judge(delivered);
  if (!answer.ok) throw new NotJudgedError(answer.code, answer.message);
  const { score, logit, width, height } = answer.judged;
  if (!Number.isFinite(logit))
    throw new NotJudgedError('notANumber', `Expected a logit, got ${logit}`);
  const facts = { width, height, format: formatOf(delivered), sizeInBytes: delivered.length };
  const record: EvaluationRecord = { ...picture, delivery, score, logit, ...facts };
  return { record, engine: answer.engine };
}

function sameEngine(before: EvaluatedEngine | undefined, now: EvaluatedEngine): EvaluatedEngine {
  if (!before || describe(before) === describe(now)) return now;
  throw new Error(
    `The engine judged on ${describe(before)} before and on ${describe(now)} now, and such figures do not mix. Run the command again; if it stays so, delete the .jsonl file of the results to start anew`,
  );
}

function describe({ rung, precision }: EvaluatedEngine): string {
  return `${rung} in ${precision}`;
}

function formatOf(file: Uint8Array): string {
  const { type = 'unknown' } = imageSize(file);
  return type === 'jpg' ? 'jpeg' : type;
}

async function readWhole(path: string): Promise<PictureFile | NotJudgedError> {
  try {
    const bytes = new Uint8Array(await readFile(path));
    if (bytes.length > mostBytes) {
      return new NotJudgedError('tooHeavy', `Expected at most ${mostBytes} bytes`);
    }
    return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (cause) {
    return new NotJudgedError('unreadable', String(cause), { cause });
  }
}
