import { proxy, wrap } from 'comlink';
import { aliveMessage, type InferenceWorker } from '../inference/protocol';
// Not `new Worker(new URL('…', import.meta.url))`: WXT replaces `import.meta.url` before Vite 7 looks for workers.
import WorkerScript from '../inference/worker?worker';

/** An inference worker that was started. */
export interface RunningWorker {
  inference: InferenceWorker;
  /** Aborts, with an Error that says why, when the worker is gone or broken. */
  death: AbortSignal;
  terminate(): void;
}

/** Starts a worker at once; what it is asked before it is ready waits in its message queue. */
export function startInferenceWorker(): RunningWorker {
  const name = `candid-inference-${crypto.randomUUID()}`;
  return supervise(new WorkerScript({ name }), name);
}

/** Watches a worker that serves `InferenceWorker`, and says that it is alive once it holds the Web Lock `name`. */
export function supervise(worker: Worker, name: string): RunningWorker {
  const death = new AbortController();
  const die = (reason: string) => death.abort(new Error(`${name} ${reason}`));
  worker.addEventListener('error', ({ message }) => die(`failed: ${message || 'no script'}`));
  worker.addEventListener('messageerror', () => die('sent what cannot be read'));
  waitForEnd(worker, { name, signal: death.signal }).then(
    () => die('died'),
    (error: unknown) => die(`cannot be watched: ${String(error)}`),
  );
  const terminate = () => {
    worker.terminate();
    die('was stopped');
  };
  return { inference: remoteOf(worker), death: death.signal, terminate };
}

function remoteOf(worker: Worker): InferenceWorker {
  const remote = wrap<InferenceWorker>(worker);
  return {
    load: (request, onAttempt) => remote.load(request, onAttempt && proxy(onAttempt)),
    classify: (files) => remote.classify(files),
    compare: (pair) => remote.compare(pair),
    explainTiles: (request) => remote.explainTiles(request),
    explainLayers: (file) => remote.explainLayers(file),
    measureBatch: () => remote.measureBatch(),
    measureDrift: () => remote.measureDrift(),
  };
}

/**
 * Resolves when the worker that holds the lock `name` is gone. A crash or `close()` inside a worker fires no event
 * outside it, but frees its locks. Who asks before the worker holds it would get it at once.
 */
async function waitForEnd(
  worker: Worker,
  { name, signal }: { name: string; signal: AbortSignal },
): Promise<void> {
  await hearAlive(worker, signal);
  await navigator.locks.request(name, { signal }, () => undefined);
}

function hearAlive(worker: Worker, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const listener = ({ data }: MessageEvent) => {
      if (data === aliveMessage) resolve();
    };
    worker.addEventListener('message', listener, { signal });
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
