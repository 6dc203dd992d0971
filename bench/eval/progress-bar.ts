import type { Progress } from './judge-folder.ts';

const barWidth = 24;
const redrawEveryMs = 200;
const plainLineEveryMs = 10_000;

interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Draws a bar in place on a terminal; elsewhere a line now and then. */
export function showProgressBar(terminal: Terminal = process.stdout) {
  const startedAtMs = performance.now();
  const everyMs = terminal.isTTY ? redrawEveryMs : plainLineEveryMs;
  let drawnAtMs = startedAtMs;
  return {
    onProgress: (progress: Progress): void => {
      const now = performance.now();
      if (progress.done < progress.total && now - drawnAtMs < everyMs) return;
      drawnAtMs = now;
      const line = `  ${describeProgress(progress, (now - startedAtMs) / 1000)}`;
      const { columns = 80 } = terminal;
      terminal.write(terminal.isTTY ? `\r\x1b[2K${line.slice(0, columns - 1)}` : `${line}\n`);
    },
    /** Puts what is written next on a line of its own. */
    stop: (): void => {
      if (terminal.isTTY) terminal.write('\n');
    },
  };
}

/** `[######..................]  25 %  30 of 120  1.5 a second  1 min left  real/…`; what was known before takes no time. */
export function describeProgress(
  { done, total, known, path }: Progress,
  elapsedSeconds: number,
): string {
  const filled = Math.floor((done / total) * barWidth);
  const perSecond = (done - known) / elapsedSeconds;
  return [
    `[${'#'.repeat(filled).padEnd(barWidth, '.')}] ${`${Math.floor((100 * done) / total)} %`.padStart(5)}`,
    `${done} of ${total}`,
    ...(perSecond > 0 ? [`${perSecond.toFixed(1)} a second`] : []),
    ...(perSecond > 0 && done < total ? [`${describeTime((total - done) / perSecond)} left`] : []),
    path,
  ].join('  ');
}

function describeTime(seconds: number): string {
  return seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
