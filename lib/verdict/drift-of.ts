import type { Drift, LogitPair } from './drift';
import type { Zones } from './model';
import { zoneOf } from './rate';
import { scoreOfLogit } from './score';

/** Quantiles are of the nearest rank: of fewer than 100 pictures, p99 is the worst. */
export function driftOf(pairs: readonly LogitPair[], zones: Zones): Drift {
  const distances = pairs.map(({ fp32, int8 }) => Math.abs(fp32 - int8)).sort((a, b) => a - b);
  return {
    pictures: pairs.length,
    median: quantile(distances, 0.5),
    p99: quantile(distances, 0.99),
    worst: quantile(distances, 1),
    zoneChanges: pairs.filter((pair) => changesZone(pair, zones)).length,
  };
}

function changesZone({ fp32, int8 }: LogitPair, zones: Zones): boolean {
  return (['cautious', 'alert'] as const).some(
    (sensitivity) =>
      zoneOf(scoreOfLogit(fp32), zones, sensitivity) !==
      zoneOf(scoreOfLogit(int8), zones, sensitivity),
  );
}

/** NaN of an empty list; a list with NaN has NaN last, so that no gate lets it through. */
function quantile(sorted: readonly number[], share: number): number {
  if (sorted.some(Number.isNaN)) return NaN;
  return sorted[Math.ceil(sorted.length * share) - 1] ?? NaN;
}
