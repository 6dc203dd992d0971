/** How far a transfer is. `bytesPerSecond` is that of the last seconds; `secondsLeft` is null while nothing comes. */
export interface TransferProgress {
  receivedBytes: number;
  totalBytes: number;
  bytesPerSecond: number;
  secondsLeft: number | null;
}

interface Sample {
  atMs: number;
  receivedBytes: number;
}

const windowMs = 5_000;

/** Turns "so many bytes are there at this time" into progress. Bytes of earlier times count as there, not as speed. */
export function createTransferMeter(totalBytes: number) {
  let samples: Sample[] = [];
  return (receivedBytes: number, atMs: number): TransferProgress => {
    samples = [
      ...samples.filter((sample) => atMs - sample.atMs <= windowMs),
      { atMs, receivedBytes },
    ];
    const bytesPerSecond = rateOf(samples);
    const leftBytes = totalBytes - receivedBytes;
    const secondsLeft = secondsFor(leftBytes, bytesPerSecond);
    return { receivedBytes, totalBytes, bytesPerSecond, secondsLeft };
  };
}

function secondsFor(leftBytes: number, bytesPerSecond: number): number | null {
  if (leftBytes === 0) return 0;
  return bytesPerSecond > 0 ? Math.ceil(leftBytes / bytesPerSecond) : null;
}

function rateOf(samples: Sample[]): number {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.atMs === first.atMs) return 0;
  const bytes = Math.max(last.receivedBytes - first.receivedBytes, 0);
  return (bytes * 1000) / (last.atMs - first.atMs);
}
