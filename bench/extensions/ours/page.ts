import { wrap, type Remote } from 'comlink';
import { startInferenceWorker, type RunningWorker } from '../../../lib/host/running-worker';
import type { LoadedModel, LoadRequest, Outcome } from '../../../lib/inference/protocol';
import { readPicture, type OurBenchPage, type Sample } from '../bench-page';
import type { PhasesWorker } from './phases-protocol';
import PhasesScript from './phases-worker?worker';

const baseUrl = new URL('/model/', location.href).href;

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
};
window.bench = page;

async function judge(picture: string): Promise<Sample> {
  const { worker } = await (engine ??= startEngine());
  const bytes = await (await readPicture(picture)).arrayBuffer();
  const startedAt = performance.now();
  const { logit } = open(await worker.inference.classify(bytes));
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
  return { entry, source: { kind: 'package', baseUrl }, device: 'auto' };
}

function open<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new Error(`${outcome.code}: ${outcome.message}`);
}
