import { askAgainAndAgain } from './ask-again';
import type { EngineStatus } from './protocol';
import { send } from './send';

const everyMs = 1_000;

/** In our own pages: calls `onStatus` with the engine's state now and about every second, until `signal` aborts. */
export function watchEngineStatus(
  onStatus: (status: EngineStatus) => void,
  signal: AbortSignal,
): void {
  const ask = () => send('host', 'getEngineStatus', {});
  askAgainAndAgain({ ask, everyMs, onAnswer: onStatus, signal });
}
