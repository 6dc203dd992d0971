import type { Classification, LoadedModel, LoadRequest, Outcome } from '../inference/protocol';
import type { EngineState } from '../messaging/protocol';
import { CheckError } from '../verdict/failure';
import { isGpuRung, nextRung, rungs, type RefusedRung, type Rung } from '../verdict/rungs';
import type { RunningWorker } from './running-worker';
import { untilAborted, withinTime } from './waiting';

/** How long the worker may take, from the moment it is asked, and how long a model that failed to load is left alone. */
export interface EngineLimits {
  loadMs: number;
  classifyMs: number;
  loadAgainAfterMs: number;
}

interface EngineOptions {
  startWorker: () => RunningWorker;
  loadRequest: LoadRequest;
  limits?: EngineLimits;
}

/** A fresh worker's first picture is slow on a busy machine: 43 s were seen on two overloaded cores. */
const defaultLimits: EngineLimits = {
  loadMs: 120_000,
  classifyMs: 90_000,
  loadAgainAfterMs: 10_000,
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

/** Judges pictures in a worker that it starts when the first one comes, and starts again whenever it is lost. */
export class Engine {
  readonly #options: Required<EngineOptions>;
  #state: EngineState = { status: 'idle' };
  #worker: RunningWorker | undefined;
  #refusal: { error: CheckError; endsAt: number } | undefined;
  /** What the worker in use said; undefined until it has loaded. */
  #loaded: LoadedModel | undefined;
  /** Devices that gave way: the engine steps down, never up. */
  #refused: readonly RefusedRung[] = [];

  constructor({ startWorker, loadRequest, limits = defaultLimits }: EngineOptions) {
    this.#options = { startWorker, loadRequest, limits };
  }

  get state(): EngineState {
    return this.#state;
  }

  /**
   * Judges one picture; ask for the next only when this one is answered. A picture whose worker dies or keeps silent is
   * judged once more by a fresh one, and again whenever the device steps down.
   *
   * @throws CheckError when the picture, the model or all workers fail.
   */
  async classify(bytes: ArrayBuffer): Promise<Classification> {
    if (this.#refusal && Date.now() < this.#refusal.endsAt) throw this.#refusal.error;
    return this.#judgeAgain(bytes, retries);
  }

  async #judgeAgain(bytes: ArrayBuffer, retriesLeft: number): Promise<Classification> {
    try {
      return await this.#judge(bytes);
    } catch (error) {
      if (!(error instanceof WorkerLostError)) throw error;
      if (this.#stepDown(error)) return this.#judgeAgain(bytes, retriesLeft);
      if (retriesLeft === 0) return this.#fail(error);
      return this.#judgeAgain(bytes, retriesLeft - 1);
    }
  }

  /** Whether there is a device left that was not tried. */
  #stepDown({ refused }: WorkerLostError): boolean {
    if (!refused || refused.length <= this.#refused.length) return false;
    this.#refused = refused;
    return this.#nextRung() !== undefined;
  }

  /** Gives the memory of the model back. The next picture loads it again. */
  sleep(): void {
    if (this.#worker) this.#stop(this.#worker);
  }

  async #judge(bytes: ArrayBuffer): Promise<Classification> {
    const worker = this.#worker ?? (await this.#load());
    const answer = worker.inference.classify(bytes);
    return this.#ask(worker, { answer, timeoutMs: this.#options.limits.classifyMs });
  }

  /** A model that cannot be loaded is not loaded again for every picture of a page. */
  async #load(): Promise<RunningWorker> {
    const { loadRequest, limits } = this.#options;
    const worker = this.#start();
    try {
      const answer = worker.inference.load({ ...loadRequest, refused: this.#refused });
      const loaded = await this.#ask(worker, { answer, timeoutMs: limits.loadMs });
      this.#loaded = loaded;
      this.#state = { status: 'ready', ...loaded };
      this.#refusal = undefined;
      return worker;
    } catch (error) {
      this.#stop(worker);
      const refusal = toCheckError(error);
      this.#refusal = { error: refusal, endsAt: Date.now() + limits.loadAgainAfterMs };
      this.#state = { status: 'failed', reason: refusal.message };
      throw error;
    }
  }

  #start(): RunningWorker {
    const worker = this.#options.startWorker();
    worker.death.addEventListener('abort', () => this.#stop(worker), { once: true });
    this.#worker = worker;
    this.#loaded = undefined;
    this.#state = { status: 'loading' };
    return worker;
  }

  #stop(worker: RunningWorker): void {
    worker.terminate();
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#state = { status: 'idle' };
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

  /** What the worker says gave way; where it could not say anything any more, the GPU if that was tried. */
  #refusedWith(error: unknown): readonly RefusedRung[] | undefined {
    if (error instanceof WorkerLostError) return error.refused;
    const tried = this.#loaded ? [this.#loaded.rung] : this.#rungsToTry();
    const lost = tried.filter(isGpuRung).map((rung) => ({ rung, reason: 'workerLost' }) as const);
    return [...(this.#loaded?.refused ?? this.#refused), ...lost];
  }

  /** A worker that keeps silent while it loads does not say on which of these. */
  #rungsToTry(): readonly Rung[] {
    const best = this.#nextRung();
    return best ? rungs.slice(rungs.indexOf(best)) : [];
  }

  #nextRung(): Rung | undefined {
    const { device } = this.#options.loadRequest;
    return nextRung(this.#refused, device === 'auto' ? undefined : device);
  }

  #fail(error: unknown): never {
    const failure = toCheckError(error);
    if (error instanceof WorkerLostError) {
      this.#state = { status: 'failed', reason: failure.message };
    }
    throw failure;
  }
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

function toCheckError(error: unknown): CheckError {
  if (error instanceof CheckError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CheckError('engineFailed', message, { cause: error });
}
