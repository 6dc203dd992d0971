/** The memory of the engine's process after so many pictures. */
export interface MemorySample {
  pictures: number;
  bytes: number;
}

/** Medians of what the process held around picture `from` and at the end, and by which fraction that grew. */
export interface Growth {
  from: number;
  bytesThen: number;
  bytesNow: number;
  fraction: number;
}

/** The engine has judged, slept, lost workers and filled its caches once by then. */
const settledAfter = 500;
const samplesPerMedian = 5;

/** Compares the middle of the first samples after the engine has settled (a quarter into a short run) with the last ones. */
export function measureGrowth(samples: readonly MemorySample[]): Growth {
  const last = samples.at(-1)?.pictures ?? 0;
  const from = Math.min(settledAfter, last / 4);
  const settled = samples.filter(({ pictures }) => pictures >= from);
  const bytesThen = medianOf(settled.slice(0, samplesPerMedian));
  const bytesNow = medianOf(settled.slice(-samplesPerMedian));
  return { from, bytesThen, bytesNow, fraction: bytesNow / bytesThen - 1 };
}

function medianOf(samples: readonly MemorySample[]): number {
  const sorted = samples.map(({ bytes }) => bytes).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
