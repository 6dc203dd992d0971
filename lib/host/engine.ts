import type {
  Classification,
  Comparison,
  FilePair,
  InferenceWorker,
  LoadAttempt,
  LoadedModel,
  LoadRequest,
  Outcome,
  TileRequest,
} from '../inference/protocol';
import type { EngineState } from '../messaging/protocol';
import { batchSizeOf } from '../verdict/batch';
import type { HeadAttention, TileScores } from '../verdict/closer-look';
import { isSmallDrift, type Drift } from '../verdict/drift';
import { CheckError } from '../verdict/failure';
import { isGpuRung, nextRung, rungs, type RefusedRung, type Rung } from '../verdict/rungs';
import type { DriftRecord } from './drift-record';
import { IdleJobs, measureBatch, type Findings, type IdleJob } from './idle-jobs';
import { QuietTime } from './quiet-time';
import type { RunningWorker } from './running-worker';
import { Timings, type PictureTimings } from './timings';
import { untilAborted, withinTime } from './waiting';

/** How long the worker may take from the moment it is asked, and what happens when nothing is asked for some time. */
export interface EngineLimits {
  loadMs: number;
  /** For each picture. */
  classifyMs: number;
  /** How long a model that failed to load is left alone. */
  loadAgainAfterMs: number;
  /** For each idle job. */
  jobMs: number;
  /** Without a picture, until idle jobs start. */
  quietMs: number;
  /** Without a picture, until the memory of the model is given back. */
  sleepAfterMs: number;
}

interface EngineOptions {
  startWorker: () => RunningWorker;
  loadRequest: LoadRequest;
  limits?: EngineLimits;
  idleJobs?: readonly IdleJob[];
  /** What int8 was found to cost: decides whether it is taken. */
  drift?: Pick<DriftRecord, 'find'>;
}

/** A fresh worker's first picture is slow on a busy machine: 43 s were seen on two overloaded cores. */
const defaultLimits: EngineLimits = {
  loadMs: 120_000,
  classifyMs: 90_000,
  loadAgainAfterMs: 10_000,
  jobMs: 60_000,
  quietMs: 2_000,
  sleepAfterMs: 5 * 60_000,
};

/** How often a picture is judged again by a fresh worker on the same device. */
const retries = 1;

interface WorkerLostOptions extends ErrorOptions {
  refused?: readonly RefusedRung[] | undefined;
}

/** The worker died, kept silent or broke: a fresh one may do better, without the devices that are `refused`. */
class WorkerLostError extends Error {
  override readonly name = 'WorkerLostError';
  readonly refused: readonly RefusedRung[] | undefined;

  constructor(message: string, { refused, ...options }: WorkerLostOptions = {}) {
    super(message, options);
    this.refused = refused;
  }
}

type Stage =
  | { status: 'idle' | 'loading' }
  | { status: 'ready'; loaded: LoadedModel }
  | { status: 'failed'; reason: string };

/** Judges pictures in a worker that it starts when the first one comes, and starts again whenever it is lost. */
export class Engine {
  readonly #options: Omit<EngineOptions, 'idleJobs'> & { limits: EngineLimits };
  readonly #jobs: IdleJobs;
  readonly #quiet: QuietTime;
  readonly #timings = new Timings();
  #stage: Stage = { status: 'idle' };
  #worker: RunningWorker | undefined;
  /** What the last worker said that it is on; undefined until it has. */
  #rung: (LoadAttempt & { hasLoaded: boolean }) | undefined;
  #refusal: { error: CheckError; endsAt: number } | undefined;
  /** Devices that gave way: the engine steps down, and up only when the person says so. */
  #refused: readonly RefusedRung[] = [];
  #batchesFailed = false;
  #drift: Drift | undefined;
  #isInt8Allowed = true;
  /** How often it was put to sleep: work that is older than that counts no more. */
  #naps = 0;
  /** Settles with the idle job that runs. */
  #jobEnd: Promise<unknown> = Promise.resolve();

  constructor(options: EngineOptions) {
    const { limits = defaultLimits, idleJobs = [measureBatch] } = options;
    this.#options = { ...options, limits };
    this.#jobs = new IdleJobs(idleJobs);
    this.#quiet = new QuietTime([
      { afterMs: limits.quietMs, act: () => void this.#runJobs() },
      { afterMs: limits.sleepAfterMs, act: () => this.sleep() },
    ]);
  }

  get state(): EngineState {
    const stage = this.#stage;
    if (stage.status !== 'ready') return { ...stage, refused: [...this.#refused] };
    const known = this.#drift && { drift: this.#drift };
    return { status: 'ready', ...stage.loaded, ...known, ...this.#findings(stage.loaded) };
  }

  /** Since this engine was made. */
  get timings(): PictureTimings {
    return this.#timings.summary;
  }

  /** How many pictures are best judged together where nobody waits for one of them. */
  get batchSize(): number {
    if (this.#stage.status !== 'ready' || this.#batchesFailed) return 1;
    const { batch } = this.#findings(this.#stage.loaded);
    return batch ? batchSizeOf(batch) : 1;
  }

  /**
   * Judges one picture; ask for the next only when this one is answered. A picture whose worker dies or keeps silent is
   * judged once more by a fresh one, and again whenever the device steps down.
   *
   * @throws CheckError when the picture, the model or all workers fail.
   */
  async classify(bytes: ArrayBuffer): Promise<Classification> {
    return this.#only(await this.classifyTogether([bytes]));
  }

  /** Judges one picture without int8, to hold scores against those of others. The next ordinary picture is judged with it again. */
  async classifyPrecisely(bytes: ArrayBuffer): Promise<Classification> {
    this.#allowInt8(false);
    return this.#only(await this.#classify([bytes]));
  }

  /**
   * Judges pictures in one pass, and answers for each in order. Where the pass fails, they are judged one by one.
   *
   * @throws CheckError when the model or all workers fail.
   */
  async classifyTogether(files: ArrayBuffer[]): Promise<(Classification | CheckError)[]> {
    this.#allowInt8(true);
    return this.#classify(files);
  }

  /**
   * Holds two files of a picture against each other, in turn with what is judged.
   *
   * @throws CheckError when one of them is no picture, or when the model or all workers fail.
   */
  async compare(pair: FilePair): Promise<Comparison> {
    const { classifyMs: timeoutMs } = this.#options.limits;
    return this.#run({ ask: (inference) => inference.compare(pair), timeoutMs });
  }

  /**
   * Judges some of the tiles of a picture, in turn with what is judged.
   *
   * @throws CheckError when it is no picture, or when the model or all workers fail.
   */
  async explainTiles(request: TileRequest): Promise<TileScores> {
    const timeoutMs = this.#options.limits.classifyMs * request.count;
    return this.#run({ ask: (inference) => inference.explainTiles(request), timeoutMs });
  }

  /** Where every head of every layer looks; null where the model does not tell. @throws CheckError as `explainTiles` does. */
  async explainLayers(file: ArrayBuffer): Promise<HeadAttention | null> {
    const { loadMs, classifyMs } = this.#options.limits;
    const timeoutMs = loadMs + classifyMs;
    return this.#run({ ask: (inference) => inference.explainLayers(file), timeoutMs });
  }

  #run<Value>(errand: Errand<Value>): Promise<Value> {
    this.#throwRefusal();
    return this.#quiet.after(() => this.#again(() => this.#askInTurn(errand)));
  }

  async #classify(files: ArrayBuffer[]): Promise<(Classification | CheckError)[]> {
    this.#throwRefusal();
    return this.#quiet.after(() => this.#judgeTogether(files));
  }

  #throwRefusal(): void {
    if (this.#refusal && Date.now() < this.#refusal.endsAt) throw this.#refusal.error;
  }

  #only([answer]: (Classification | CheckError)[]): Classification {
    if (answer instanceof CheckError) throw answer;
    return answer ?? this.#fail(new Error('Expected an answer, got none'));
  }

  #findings({ rung }: LoadedModel): Findings {
    return this.#jobs.findingsOn(rung);
  }

  get #hasSmallDrift(): boolean {
    return this.#drift !== undefined && isSmallDrift(this.#drift);
  }

  /** A model that is loaded in the other precision is loaded anew. */
  #allowInt8(isAllowed: boolean): void {
    if (this.#isInt8Allowed === isAllowed) return;
    this.#isInt8Allowed = isAllowed;
    if (this.#worker && this.#hasSmallDrift) this.#stop(this.#worker);
  }

  /** Forgets which devices gave way, and loads the model on the best that works now. How that ends is in `state`. */
  async tryBetterDevice(): Promise<void> {
    this.sleep();
    this.#refused = [];
    this.#refusal = undefined;
    this.#batchesFailed = false;
    await this.#quiet.after(() => this.#again(() => this.#load()).catch(() => undefined));
  }

  /** Gives the memory of the model back. The next picture loads it again. */
  sleep(): void {
    this.#quiet.stop();
    this.#naps += 1;
    if (this.#worker) this.#stop(this.#worker);
  }

  async #judgeTogether(files: ArrayBuffer[]): Promise<(Classification | CheckError)[]> {
    if (files.length === 1) return this.#again(() => this.#judge(files));
    try {
      return await this.#judge(files);
    } catch (error) {
      if (!(error instanceof WorkerLostError)) throw error;
      this.#batchesFailed = true;
      return this.#judgeEach(files);
    }
  }

  /** The worker may have been lost to one of the pictures: the others must not fail with it. */
  async #judgeEach(files: ArrayBuffer[]): Promise<(Classification | CheckError)[]> {
    const answers: (Classification | CheckError)[] = [];
    for (const file of files) {
      const answer = this.#again(() => this.#judge([file]));
      answers.push(...(await answer.catch((error: unknown) => [toCheckError(error)])));
    }
    return answers;
  }

  async #again<Value>(work: () => Promise<Value>, retriesLeft = retries): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof WorkerLostError)) throw error;
      if (this.#stepDown(error)) return this.#again(work, retriesLeft);
      if (retriesLeft === 0) return this.#fail(error);
      return this.#again(work, retriesLeft - 1);
    }
  }

  /** Whether there is a lower rung now. The last one is never given up: what it failed of may pass. */
  #stepDown({ refused = this.#refused }: WorkerLostError): boolean {
    const next = this.#nextRung(refused);
    if (!next || next === this.#nextRung(this.#refused)) return false;
    this.#refused = refused;
    return true;
  }

  #judge(files: ArrayBuffer[]): Promise<(Classification | CheckError)[]> {
    const timeoutMs = this.#options.limits.classifyMs * files.length;
    const ask = (inference: InferenceWorker) => openEach(inference.classify(files));
    const note = (tookMs: number) => this.#timings.note({ pictures: files.length, tookMs });
    return this.#askInTurn({ ask, timeoutMs, onAnswer: note });
  }

  async #askInTurn<Value>(errand: Errand<Value>): Promise<Value> {
    const { ask, timeoutMs, onAnswer } = errand;
    const worker = this.#worker ?? (await this.#load());
    const answer = ask(worker.inference);
    // A job that runs gives way after the pass it is in. What it breaks by then is not the pictures' doing.
    await this.#jobEnd;
    if (worker.death.aborted) return this.#askInTurn(errand);
    const startedAt = performance.now();
    const value = await this.#ask(worker, { answer, timeoutMs });
    onAnswer?.(performance.now() - startedAt);
    return value;
  }

  /** A model that cannot be loaded is not loaded again for every picture of a page. */
  async #load(): Promise<RunningWorker> {
    const { loadRequest, limits } = this.#options;
    const worker = this.#start();
    const naps = this.#naps;
    const onAttempt = (attempt: LoadAttempt) => {
      if (this.#worker === worker) this.#rung = { ...attempt, hasLoaded: false };
    };
    try {
      this.#drift = await this.#options.drift?.find();
      const int8 = this.#hasSmallDrift && this.#isInt8Allowed;
      const request = { ...loadRequest, refused: this.#refused, int8 };
      const answer = worker.inference.load(request, onAttempt);
      const loaded = await this.#ask(worker, { answer, timeoutMs: limits.loadMs });
      this.#rung = { ...loaded, hasLoaded: true };
      this.#stage = { status: 'ready', loaded };
      this.#refusal = undefined;
      return worker;
    } catch (error) {
      this.#stop(worker);
      if (this.#naps !== naps) throw error;
      const refusal = toCheckError(error);
      this.#refusal = { error: refusal, endsAt: Date.now() + limits.loadAgainAfterMs };
      this.#stage = { status: 'failed', reason: refusal.message };
      throw error;
    }
  }

  #start(): RunningWorker {
    const worker = this.#options.startWorker();
    worker.death.addEventListener('abort', () => this.#stop(worker), { once: true });
    this.#worker = worker;
    this.#rung = undefined;
    this.#stage = { status: 'loading' };
    return worker;
  }

  #stop(worker: RunningWorker): void {
    worker.terminate();
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#stage = { status: 'idle' };
  }

  /** One after the other, until all are done or pictures come in. */
  async #runJobs(): Promise<void> {
    const worker = this.#worker;
    if (!worker || this.#stage.status !== 'ready') return;
    const { rung } = this.#stage.loaded;
    const job = this.#jobs.findNext(rung);
    if (!job) return;
    const running = this.#runJob(job, { worker, rung });
    this.#jobEnd = running;
    if (await running) await this.#runJobs();
  }

  /** Whether it is done. One that fails spoils the worker, like every failed run; devices are judged by pictures only. */
  async #runJob(
    job: IdleJob,
    { worker, rung }: { worker: RunningWorker; rung: Rung },
  ): Promise<boolean> {
    const keptSilent = () => new Error('Expected the end of an idle job, got none');
    const answer = untilAborted(job(worker.inference), worker.death);
    const { jobMs } = this.#options.limits;
    const naps = this.#naps;
    const outcome = await withinTime(answer, jobMs, keptSilent).catch(() => undefined);
    const wasPutToSleep = this.#naps !== naps;
    if (wasPutToSleep || (outcome?.ok === false && outcome.code === 'dropped')) return false;
    const end = outcome?.ok ? outcome.value : undefined;
    if (end?.status === 'unfinished') return true;
    this.#jobs.finish(job, { rung, findings: end?.findings ?? {} });
    if (!end || end.isSpent) this.#stop(worker);
    if (end?.isSpent) await this.#load().catch(() => undefined);
    return end !== undefined;
  }

  /** Waits for one answer. A worker that dies, keeps silent or breaks is stopped: what comes after would fail as well. */
  async #ask<Value>(worker: RunningWorker, { answer, timeoutMs }: Question<Value>): Promise<Value> {
    const keptSilent = () => new Error(`Expected an answer within ${timeoutMs} ms, got none`);
    try {
      return open(await withinTime(untilAborted(answer, worker.death), timeoutMs, keptSilent));
    } catch (error) {
      if (error instanceof CheckError) throw error;
      const refused = this.#refusedWith(error);
      this.#stop(worker);
      throw new WorkerLostError(String(error), { cause: error, refused });
    }
  }

  /** What the worker says gave way; where it could not say anything any more, the GPU if it was on that. */
  #refusedWith(error: unknown): readonly RefusedRung[] | undefined {
    if (error instanceof WorkerLostError) return error.refused;
    if (!this.#rung || !isGpuRung(this.#rung.rung)) return undefined;
    const { rung, refused, hasLoaded } = this.#rung;
    // Who keeps silent while it loads on a GPU would do so at another precision, too.
    const lost = hasLoaded ? [rung] : rungs.slice(rungs.indexOf(rung)).filter(isGpuRung);
    return [...refused, ...lost.map((each) => ({ rung: each, reason: 'workerLost' }) as const)];
  }

  #nextRung(refused: readonly RefusedRung[]): Rung | undefined {
    const { device } = this.#options.loadRequest;
    return nextRung(refused, device === 'auto' ? undefined : device);
  }

  #fail(error: unknown): never {
    const failure = toCheckError(error);
    if (error instanceof WorkerLostError) {
      this.#stage = { status: 'failed', reason: failure.message };
    }
    throw failure;
  }
}

interface Errand<Value> {
  ask: (inference: InferenceWorker) => Promise<Outcome<Value>>;
  timeoutMs: number;
  onAnswer?: (tookMs: number) => void;
}

interface Question<Value> {
  answer: Promise<Outcome<Value>>;
  timeoutMs: number;
}

/** `engineFailed` says that the worker itself broke, every other code that the picture or the model is at fault. */
function open<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  if (outcome.code === 'engineFailed') {
    throw new WorkerLostError(outcome.message, { refused: outcome.refused });
  }
  throw new CheckError(outcome.code, outcome.message);
}

/** A pass in which a picture broke the worker has failed as a whole. */
async function openEach(
  answer: Promise<Outcome<Outcome<Classification>[]>>,
): Promise<Outcome<(Classification | CheckError)[]>> {
  const pass = await answer;
  if (!pass.ok) return pass;
  const answers = pass.value.map((outcome) => {
    if (outcome.ok) return outcome.value;
    return new CheckError(outcome.code, outcome.message);
  });
  const broken = pass.value.find(breaksWorker);
  return broken ?? { ok: true, value: answers };
}

function breaksWorker(
  outcome: Outcome<unknown>,
): outcome is Extract<typeof outcome, { ok: false }> {
  return !outcome.ok && outcome.code === 'engineFailed';
}

function toCheckError(error: unknown): CheckError {
  if (error instanceof CheckError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CheckError('engineFailed', message, { cause: error });
}
