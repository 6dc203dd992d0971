import type { HealthReport } from '../verdict/health';
import { askAgainAndAgain } from './ask-again';
import { send } from './send';

const everyMs = 1_500;

/** In our own pages: calls `onReport` with the engine's health now and every other second, until `signal` aborts. */
export function watchHealth(onReport: (report: HealthReport) => void, signal: AbortSignal): void {
  askAgainAndAgain({
    ask: () => send('host', 'getHealth', {}),
    everyMs,
    onAnswer: onReport,
    signal,
  });
}
