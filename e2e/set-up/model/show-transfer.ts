import type { TransferProgress } from '../../../lib/model-store/transfer-rate.ts';

const barWidth = 24;
const plainLineEveryMs = 10_000;
const redrawEveryMs = 200;

interface Terminal {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Draws a bar in place on a terminal; elsewhere a line now and then. */
export function showTransfer(terminal: Terminal = process.stdout) {
  const everyMs = terminal.isTTY ? redrawEveryMs : plainLineEveryMs;
  let drawnAtMs = -Infinity;
  return {
    onProgress: (progress: TransferProgress): void => {
      const isDone = progress.receivedBytes === progress.totalBytes;
      if (!isDone && performance.now() - drawnAtMs < everyMs) return;
      drawnAtMs = performance.now();
      const line = `  ${describeTransfer(progress)}`;
      terminal.write(terminal.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
    },
    /** Puts what is written next on a line of its own. */
    stop: (): void => {
      if (terminal.isTTY && drawnAtMs > 0) terminal.write('\n');
    },
  };
}

/** How far a transfer is, as one line: `[######..................]  25 %  21.8 of 87.3 MB  5.1 MB/s  13 s left`. */
export function describeTransfer(progress: TransferProgress): string {
  const { receivedBytes, totalBytes, bytesPerSecond, secondsLeft } = progress;
  const fraction = receivedBytes / totalBytes;
  const filled = Math.floor(fraction * barWidth);
  const bar = '#'.repeat(filled).padEnd(barWidth, '.');
  const percent = `${Math.floor(fraction * 100)} %`.padStart(5);
  const parts = [
    `[${bar}] ${percent}`,
    `${inMegabytes(receivedBytes)} of ${inMegabytes(totalBytes)} MB`,
    ...(bytesPerSecond > 0 ? [`${inMegabytes(bytesPerSecond)} MB/s`] : []),
    ...(secondsLeft ? [`${describeSeconds(secondsLeft)} left`] : []),
  ];
  return parts.join('  ');
}

/** Megabytes of a million bytes, with one digit. */
export function inMegabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function describeSeconds(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
