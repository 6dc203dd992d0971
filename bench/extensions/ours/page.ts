import { wrap, type Remote } from 'comlink';
import { startInferenceWorker, type RunningWorker } from '../../../lib/host/running-worker';
import type { LoadedModel, LoadRequest, Outcome } from '../../../lib/inference/protocol';
import { readPicture, type OurBenchPage, type Sample } from '../bench-page';
import type { PhasesWorker } from './phases-protocol';
import PhasesScript from './phases-worker?worker';

const baseUrl = new URL('/model/', location.href).href;
const int8 = new URLSearchParams(location.search).has('int8');

let engine: Promise<{ worker: RunningWorker; loaded: LoadedModel }> | undefined;
let phasesWorker: Promise<Remote<PhasesWorker>> | undefined;

const page: OurBenchPage = {
  async coldStart(picture) {
    await judge(picture);
    return performance.now();
  },
  judge,
  async judgeBatch(pictures) {
    const files = await Promise.all(pictures.map(readPicture));
    const worker = await (phasesWorker ??= startPhasesWorker());
    const startedAt = performance.now();
    const phases = await worker.judgeBatch(files);
    return { ...phases, totalMs: performance.now() - startedAt };
  },
  async samplePreparation(picture) {
    const worker = await (phasesWorker ??= startPhasesWorker());
    return worker.samplePreparation(await readPicture(picture));
  },
  async engine() {
    const { loaded } = await (engine ??= startEngine());
    return { name: loaded.rung, threads: loaded.threads };
  },
  async measureDrift() {
    const { worker } = await startEngine();
    for (;;) {
      const progress = open(await worker.inference.measureDrift());
      if (progress.status === 'measuring') continue;
      worker.terminate();
      if (progress.status === 'measured') return progress.drift;
      throw new Error('Expected a model in single precision');
    }
  },
};
window.bench = page;

async function judge(picture: string): Promise<Sample> {
  const { worker } = await (engine ??= startEngine());
  const bytes = await (await readPicture(picture)).arrayBuffer();
  const startedAt = performance.now();
  const [outcome] = open(await worker.inference.classify([bytes]));
  const { logit } = open(outcome);
  return { totalMs: performance.now() - startedAt, logits: [logit] };
}

/** The worker that Candid ships, started as its host starts it. */
async function startEngine() {
  const worker = startInferenceWorker();
  const loaded = open(await worker.inference.load(await readLoadRequest()));
  return { worker, loaded };
}

async function startPhasesWorker(): Promise<Remote<PhasesWorker>> {
  const worker = wrap<PhasesWorker>(new PhasesScript());
  await worker.load(await readLoadRequest());
  return worker;
}

async function readLoadRequest(): Promise<LoadRequest> {
  const response = await fetch(new URL('entry.json', baseUrl));
  const entry = (await response.json()) as LoadRequest['entry'];
  return { entry, source: { kind: 'package', baseUrl }, device: 'auto', int8 };
}

function open<Value>(outcome: Outcome<Value> | undefined): Value {
  if (outcome?.ok) return outcome.value;
  throw new Error(outcome ? `${outcome.code}: ${outcome.message}` : 'Expected an outcome');
}
