import { expose } from 'comlink';
import { CheckError } from '../verdict/failure';
import { Classifier, type PreparedPicture } from './classifier';
import { compareFiles } from './compare-files';
import { RungRefusedError } from './device-error';
import { measureBatch } from './measure-batch';
import { DriftMeasurement } from './measure-drift';
import { ModelLoadError } from './model-load-error';
import {
  aliveMessage,
  type Classification,
  type InferenceWorker,
  type LoadRequest,
  type Outcome,
} from './protocol';
import { readHeadAttention } from './read-head-attention';
import { scoreTiles } from './score-tiles';
import { createTurns } from './turns';

let classifier: Classifier | undefined;
let loadRequest: LoadRequest | undefined;
let drift: DriftMeasurement | undefined;

/** One call at a time: ONNX Runtime's session must not be entered twice. */
const turns = createTurns();

expose({
  load: (request, onAttempt) =>
    settle(
      turns.take(async () => {
        classifier = await Classifier.load(request, onAttempt);
        loadRequest = request;
        drift = new DriftMeasurement(classifier, request);
        return classifier.loaded;
      }),
    ),
  classify: (files) => settle(turns.takeForPictures(() => classify(files))),
  compare: (pair) => settle(turns.takeForPictures(() => compareFiles(pair))),
  explainTiles: (request) => settle(turns.takeForPictures(() => scoreTiles(request, getLoaded()))),
  explainLayers: (file) => settle(turns.takeForPictures(() => explainLayers(file))),
  measureBatch: () => {
    const inGap = turns.openGap();
    return settle(measureBatch((pictures) => inGap(() => getLoaded().timePass(pictures))));
  },
  measureDrift: async () => {
    const inGap = turns.openGap();
    if (!drift) throw new CheckError('engineFailed', 'Expected a loaded model, got none');
    return settle(drift.measure(inGap));
  },
} satisfies InferenceWorker);

// The first turn: what kills the worker before it holds its lock would go unnoticed.
void turns.take(holdLock);

/** Resolves once the lock is held. It is never let go: the browser does that, when this worker ends. */
function holdLock(): Promise<void> {
  return new Promise((resolve, reject) => {
    const hold = () => {
      self.postMessage(aliveMessage);
      resolve();
      return new Promise<never>(() => undefined);
    };
    navigator.locks.request(self.name, hold).catch(reject);
  });
}

/** Judges the files that are pictures; each of the others has its own failure. */
async function classify(files: ArrayBuffer[]): Promise<Outcome<Classification>[]> {
  const model = getLoaded();
  const prepared: Outcome<PreparedPicture>[] = [];
  for (const file of files) prepared.push(await settle(model.prepare(file)));
  const pictures = prepared.flatMap((outcome) => (outcome.ok ? outcome.value : []));
  const judged = (pictures.length > 0 ? await model.classify(pictures) : []).values();
  return prepared.map((outcome) => (outcome.ok ? { ok: true, value: next(judged) } : outcome));
}

async function explainLayers(file: ArrayBuffer) {
  const { threads } = getLoaded().loaded;
  return loadRequest ? readHeadAttention(file, { ...loadRequest, threads }) : null;
}

function next<Value>(values: Iterator<Value, undefined>): Value {
  const { value, done } = values.next();
  if (done) throw new CheckError('engineFailed', 'Expected an answer for every picture, got fewer');
  return value;
}

function getLoaded(): Classifier {
  if (classifier) return classifier;
  throw new CheckError('engineFailed', 'Expected a loaded model, got none');
}

async function settle<Value>(work: Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    const refused = error instanceof RungRefusedError && { refused: error.refused };
    return { ok: false, code: codeOf(error), message: String(error), ...refused };
  }
}

function codeOf(error: unknown) {
  if (error instanceof CheckError) return error.code;
  return error instanceof ModelLoadError ? 'modelRefused' : 'engineFailed';
}
