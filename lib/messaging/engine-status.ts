import type { EngineStatus } from './protocol';
import { send } from './send';

const askAgainAfterMs = 1_000;

/** In our own pages: calls `onStatus` with the engine's state now and about every second, until `signal` aborts. */
export function watchEngineStatus(
  onStatus: (status: EngineStatus) => void,
  signal: AbortSignal,
): void {
  const ask = async () => {
    const status = await findStatus();
    if (signal.aborted) return;
    if (status) onStatus(status);
    setTimeout(() => void ask(), askAgainAfterMs);
  };
  if (!signal.aborted) void ask();
}

/** A host that does not answer yet is asked again: its silence is no state to show. */
async function findStatus(): Promise<EngineStatus | undefined> {
  try {
    return await send('host', 'getEngineStatus', {});
  } catch {
    return undefined;
  }
}
