import { ModelError } from '../verdict/model-error.ts';

/** Runs `work`; what it throws arrives as a ModelError, `paused` once `signal` aborted. */
export async function inStorage<Value>(
  work: () => Promise<Value>,
  signal?: AbortSignal,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw toModelError(error, signal);
  }
}

/** What went wrong, in the closed list of codes: anything that is not the network is the browser's storage. */
export function toModelError(error: unknown, signal?: AbortSignal): ModelError {
  if (error instanceof ModelError && error.code !== 'offline') return error;
  if (signal?.aborted) return new ModelError('paused', 'Paused', { cause: error });
  if (error instanceof ModelError) return error;
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
  const code = isFull ? 'noSpace' : 'storageFailed';
  return new ModelError(code, `Expected to keep a file, got ${String(error)}`, { cause: error });
}
