/** Settles as `outcome` does, or rejects with the signal's reason as soon as that aborts. */
export function untilAborted<Value>(outcome: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason as Error);
    const forget = () => signal.removeEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    outcome.then(resolve, reject).finally(forget);
  });
}

/** Settles as `outcome` does, or rejects with `createError()` after `timeoutMs`. */
export async function withinTime<Value>(
  outcome: Promise<Value>,
  timeoutMs: number,
  createError: () => Error,
): Promise<Value> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(createError()), timeoutMs);
  try {
    return await untilAborted(outcome, limit.signal);
  } finally {
    clearTimeout(timer);
  }
}
