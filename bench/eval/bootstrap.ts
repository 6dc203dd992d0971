import { Random } from '../../lib/inference/fixtures/random.ts';
import type { Ranking, Scored } from './metrics.ts';

/** A figure and the interval that holds 95 % of what resampling gives. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** What is drawn again, class by class: whole sources, or pictures where a class has but one source. */
export interface Resampled {
  real: 'sources' | 'pictures';
  fake: 'sources' | 'pictures';
}

/** A picture that knows where it is from. */
export interface Sourced extends Scored {
  source: string;
}

/** A figure of a ranking; undefined where it has none. */
export type Figure = (ranking: Ranking) => number | undefined;

const rounds = 1000;
const seed = 20251;
const tail = 0.025;

/**
 * Pictures ranked, and a thousand rankings of the same pictures drawn again with replacement: each class by itself, by
 * source where it has two or more, since pictures of one source are alike. The same pictures give the same draws.
 */
export class Bootstrap {
  readonly ranking: Ranking;
  readonly resampled: Resampled;
  readonly #draws: Ranking[];

  constructor(pictures: readonly Sourced[]) {
    const ordered = pictures.toSorted((a, b) => b.score - a.score);
    const real = clustersOf(ordered, false);
    const fake = clustersOf(ordered, true);
    const random = new Random(seed);
    this.ranking = { pictures: ordered, weights: new Float64Array(ordered.length).fill(1) };
    this.resampled = { real: real.by, fake: fake.by };
    this.#draws = Array.from({ length: rounds }, () => ({
      pictures: ordered,
      weights: drawWeights([real.clusters, fake.clusters], { random, length: ordered.length }),
    }));
  }

  /** Draws that lack a class have no figure and do not count. Undefined where the pictures themselves have none. */
  estimate(figure: Figure): Estimate | undefined {
    const value = figure(this.ranking);
    if (value === undefined) return undefined;
    const drawn = this.#draws.map(figure).filter((each) => each !== undefined);
    const sorted = drawn.toSorted((a, b) => a - b);
    return { value, low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) };
  }
}

/** The places of a class's pictures, by what is drawn together. */
function clustersOf(pictures: readonly Sourced[], isFake: boolean) {
  const places = pictures.flatMap((picture, place) => (picture.isFake === isFake ? [place] : []));
  const bySource = Map.groupBy(places, (place) => pictures[place]?.source);
  if (bySource.size >= 2) return { by: 'sources' as const, clusters: [...bySource.values()] };
  return { by: 'pictures' as const, clusters: places.map((place) => [place]) };
}

interface Draw {
  random: Random;
  length: number;
}

function drawWeights(classes: number[][][], { random, length }: Draw): Float64Array {
  const weights = new Float64Array(length);
  for (const clusters of classes) {
    for (let drawn = 0; drawn < clusters.length; drawn += 1) {
      for (const place of random.pick(clusters)) weights[place] = (weights[place] ?? 0) + 1;
    }
  }
  return weights;
}

/** Of sorted numbers, between two of them where need be. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}
