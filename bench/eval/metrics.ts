/** A picture with its true class, and what something says of it: the higher the score, the more fake. */
export interface Scored {
  score: number;
  isFake: boolean;
}

/** Pictures from the highest score to the lowest. A weight says how often a picture counts. */
export interface Ranking {
  pictures: readonly Scored[];
  weights: ArrayLike<number>;
}

/** What happens when all from `threshold` up are called fake. Fractions of all reals and of all fakes. */
export interface RocPoint {
  threshold: number;
  falsePositiveRate: number;
  recall: number;
}

/** Pictures of one score: how many reals and fakes there are of it. */
interface Tie {
  score: number;
  real: number;
  fake: number;
}

interface Totals {
  real: number;
  fake: number;
}

/** Orders pictures, each counting once. */
export function rank(pictures: readonly Scored[]): Ranking {
  return {
    pictures: pictures.toSorted((a, b) => b.score - a.score),
    weights: new Float64Array(pictures.length).fill(1),
  };
}

/** The curve from nothing called fake (threshold Infinity) to everything. Undefined where a class is missing. */
export function findRoc(ranking: Ranking): RocPoint[] | undefined {
  const ties = tiesOf(ranking);
  const totals = sumOf(ties);
  if (!hasBoth(totals)) return undefined;
  let real = 0;
  let fake = 0;
  const points = ties.map((tie) => {
    real += tie.real;
    fake += tie.fake;
    return {
      threshold: tie.score,
      falsePositiveRate: real / totals.real,
      recall: fake / totals.fake,
    };
  });
  return [{ threshold: Infinity, falsePositiveRate: 0, recall: 0 }, ...points];
}

/**
 * The area under that curve: how often a fake scores higher than a real, equal scores counting half. Undefined where a
 * class is missing.
 */
export function findAuc(ranking: Ranking): number | undefined {
  const ties = tiesOf(ranking);
  const totals = sumOf(ties);
  if (!hasBoth(totals)) return undefined;
  let fakesAbove = 0;
  let wins = 0;
  for (const { real, fake } of ties) {
    wins += real * (fakesAbove + fake / 2);
    fakesAbove += fake;
  }
  return wins / (totals.real * totals.fake);
}

/** The precision at every threshold, weighted by the recall that it adds. Undefined where a class is missing. */
export function findAveragePrecision(ranking: Ranking): number | undefined {
  const ties = tiesOf(ranking);
  const totals = sumOf(ties);
  if (!hasBoth(totals)) return undefined;
  let fakes = 0;
  let called = 0;
  let sum = 0;
  for (const { real, fake } of ties) {
    fakes += fake;
    called += real + fake;
    if (called > 0) sum += (fake / totals.fake) * (fakes / called);
  }
  return sum;
}

/** The fraction of reals that score `threshold` or more. Undefined where there are none. */
export function findFalsePositiveRate(ranking: Ranking, threshold: number): number | undefined {
  const { above, totals } = countAbove(ranking, threshold);
  return totals.real > 0 ? above.real / totals.real : undefined;
}

/** The fraction of fakes that score `threshold` or more. Undefined where there are none. */
export function findRecall(ranking: Ranking, threshold: number): number | undefined {
  const { above, totals } = countAbove(ranking, threshold);
  return totals.fake > 0 ? above.fake / totals.fake : undefined;
}

/** The mean of recall and of the fraction of reals that are not called fake. Undefined where a class is missing. */
export function findBalancedAccuracy(ranking: Ranking, threshold: number): number | undefined {
  const recall = findRecall(ranking, threshold);
  const falsePositiveRate = findFalsePositiveRate(ranking, threshold);
  if (recall === undefined || falsePositiveRate === undefined) return undefined;
  return (recall + 1 - falsePositiveRate) / 2;
}

/** Of all that score less than `threshold`, the fraction that is fake. Undefined where nothing does. */
export function findFakesBelow(ranking: Ranking, threshold: number): number | undefined {
  const { above, totals } = countAbove(ranking, threshold);
  const fake = totals.fake - above.fake;
  const all = fake + totals.real - above.real;
  return all > 0 ? fake / all : undefined;
}

/** The most recall that can be had without a higher false positive rate. Undefined where a class is missing. */
export function findRecallAt(ranking: Ranking, falsePositiveRate: number): number | undefined {
  const roc = findRoc(ranking);
  return roc?.findLast((point) => point.falsePositiveRate <= falsePositiveRate)?.recall;
}

/** The most reals that can be kept below a threshold without missing more fakes. Undefined where a class is missing. */
export function findRecognisedAt(ranking: Ranking, missRate: number): number | undefined {
  const point = findRoc(ranking)?.find(({ recall }) => 1 - recall <= missRate);
  return point && 1 - point.falsePositiveRate;
}

/** Pictures whose score lies in one stretch. Means are undefined where there are none. */
export interface ReliabilityBin {
  from: number;
  to: number;
  n: number;
  meanScore: number | undefined;
  fakeShare: number | undefined;
}

/** Equally wide stretches of the scores from 0 to 1, and how many of the pictures in each are fake. */
export function findReliability(pictures: readonly Scored[], binCount = 10): ReliabilityBin[] {
  const indexOf = ({ score }: Scored) => Math.min(Math.floor(score * binCount), binCount - 1);
  return Array.from({ length: binCount }, (_, index) => {
    const inside = pictures.filter((picture) => indexOf(picture) === index);
    return {
      from: index / binCount,
      to: (index + 1) / binCount,
      n: inside.length,
      meanScore: meanOf(inside.map(({ score }) => score)),
      fakeShare: meanOf(inside.map(({ isFake }) => Number(isFake))),
    };
  });
}

/** How far scores are from the fraction of fakes on average (ECE). Undefined where there is nothing. */
export function findCalibrationError(bins: readonly ReliabilityBin[]): number | undefined {
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  if (n === 0) return undefined;
  const gaps = bins.map(
    ({ n, meanScore = 0, fakeShare = 0 }) => n * Math.abs(meanScore - fakeShare),
  );
  return gaps.reduce((sum, gap) => sum + gap, 0) / n;
}

/** Undefined where there are none. */
export function meanOf(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

// Intervals ask for this some million times: plain loops take a third of the time of callbacks.
function tiesOf({ pictures, weights }: Ranking): Tie[] {
  const ties: Tie[] = [];
  let tie: Tie = { score: NaN, real: 0, fake: 0 };
  let place = 0;
  for (const { score, isFake } of pictures) {
    const weight = weights[place++] ?? 0;
    if (weight === 0) continue;
    if (tie.score !== score) {
      tie = { score, real: 0, fake: 0 };
      ties.push(tie);
    }
    if (isFake) tie.fake += weight;
    else tie.real += weight;
  }
  return ties;
}

function countAbove({ pictures, weights }: Ranking, threshold: number) {
  const above: Totals = { real: 0, fake: 0 };
  const below: Totals = { real: 0, fake: 0 };
  let place = 0;
  for (const { score, isFake } of pictures) {
    const side = score >= threshold ? above : below;
    const weight = weights[place++] ?? 0;
    if (isFake) side.fake += weight;
    else side.real += weight;
  }
  return { above, totals: { real: above.real + below.real, fake: above.fake + below.fake } };
}

function sumOf(ties: readonly Tie[]): Totals {
  return {
    real: ties.reduce((sum, { real }) => sum + real, 0),
    fake: ties.reduce((sum, { fake }) => sum + fake, 0),
  };
}

function hasBoth({ real, fake }: Totals): boolean {
  return real > 0 && fake > 0;
}
