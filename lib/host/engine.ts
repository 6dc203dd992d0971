import type { Classification, LoadRequest, Outcome } from '../inference/protocol';
import type { EngineState } from '../messaging/protocol';
import { CheckError } from '../verdict/failure';
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

/** The worker died, kept silent or broke: a fresh one may do better. */
class WorkerLostError extends Error {
  override readonly name = 'WorkerLostError';
}

/** Judges pictures in a worker that it starts when the first one comes, and starts again whenever it is lost. */
export class Engine {
  readonly #options: Required<EngineOptions>;
  #state: EngineState = { status: 'idle' };
  #worker: RunningWorker | undefined;
  #refusal: { error: CheckError; endsAt: number } | undefined;

  constructor({ startWorker, loadRequest, limits = defaultLimits }: EngineOptions) {
    this.#options = { startWorker, loadRequest, limits };
  }

  get state(): EngineState {
    return this.#state;
  }

  /**
   * Judges one picture; ask for the next only when this one is answered. A picture whose worker dies or keeps silent is
   * judged once more by a fresh one.
   *
   * @throws CheckError when the picture, the model or both workers fail.
   */
  async classify(bytes: ArrayBuffer): Promise<Classification> {
    if (this.#refusal && Date.now() < this.#refusal.endsAt) throw this.#refusal.error;
    try {
      return await this.#judge(bytes);
    } catch (error) {
      if (!(error instanceof WorkerLostError)) throw error;
      return this.#judge(bytes).catch((again: unknown) => this.#fail(again));
    }
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
      const answer = worker.inference.load(loadRequest);
      const loaded = await this.#ask(worker, { answer, timeoutMs: limits.loadMs });
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
      this.#stop(worker);
      throw new WorkerLostError(String(error), { cause: error });
    }
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
  if (outcome.code === 'engineFailed') throw new Error(outcome.message);
  throw new CheckError(outcome.code, outcome.message);
}

function toCheckError(error: unknown): CheckError {
  if (error instanceof CheckError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CheckError('engineFailed', message, { cause: error });
}
