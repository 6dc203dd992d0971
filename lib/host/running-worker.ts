import { wrap } from 'comlink';
import type { InferenceWorker } from '../inference/protocol';
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

/** Watches a worker that serves `InferenceWorker` and holds the Web Lock `name` while it lives. */
export function supervise(worker: Worker, name: string): RunningWorker {
  const death = new AbortController();
  const die = (reason: string) => death.abort(new Error(`${name} ${reason}`));
  worker.addEventListener('error', ({ message }) => die(`failed: ${message || 'no script'}`));
  worker.addEventListener('messageerror', () => die('sent what cannot be read'));
  waitForRelease(name, death.signal).then(
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
    load: (request) => remote.load(request),
    classify: (bytes) => remote.classify(bytes),
  };
}

const lockPollMs = 50;

/**
 * Resolves when the worker that holds the lock `name` is gone. A crash or `close()` inside a worker fires no event
 * outside it, but frees its locks. The worker takes the lock as it starts: asking for it before would get it at once.
 */
async function waitForRelease(name: string, signal: AbortSignal): Promise<void> {
  while (!(await isLockHeld(name))) {
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, lockPollMs));
  }
  await navigator.locks.request(name, { signal }, () => undefined);
}

async function isLockHeld(name: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some((lock) => lock.name === name);
}
