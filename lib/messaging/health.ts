import type { HealthReport } from '../verdict/health';
import { send } from './send';

const askAgainAfterMs = 1_500;

/** In our own pages: calls `onReport` with the engine's health now and every other second, until `signal` aborts. */
export function watchHealth(onReport: (report: HealthReport) => void, signal: AbortSignal): void {
  const ask = async () => {
    const report = await findReport();
    if (signal.aborted) return;
    if (report) onReport(report);
    setTimeout(() => void ask(), askAgainAfterMs);
  };
  if (!signal.aborted) void ask();
}

/** A host that does not answer yet is asked again: its silence is nothing to show. */
async function findReport(): Promise<HealthReport | undefined> {
  try {
    return await send('host', 'getHealth', {});
  } catch {
    return undefined;
  }
}
