import {
  curveOf,
  leaveOutEach,
  sharesOf,
  type Call,
  type Curve,
  type Fold,
  type JudgedPicture,
} from './leave-out.ts';

/**
 * What each zone promises. `falsePositiveRate`: of real pictures, at most so many are called fake. `fakeShare`: of what is
 * called real, at most so many are fake, counted as if there were as many fakes as real pictures.
 */
export const bounds = {
  cautious: { falsePositiveRate: 0.05 },
  alert: { falsePositiveRate: 0.2 },
  real: { fakeShare: 0.2 },
} as const;

/** Thresholds are rounded to so many decimals, always towards fewer calls. */
const decimals = 4;

/** A threshold, those that were chosen without each of the sources, and what the latter call. */
export interface Zone<Picture extends JudgedPicture = JudgedPicture> {
  threshold: number;
  withoutSource: ReadonlyMap<string, number | null>;
  calls: Call<Picture>[];
}

/** Null is a zone that keeps its bound at no threshold: it is empty. */
export interface ChosenZones<Picture extends JudgedPicture = JudgedPicture> {
  real: Zone<Picture> | null;
  cautious: Zone<Picture> | null;
  alert: Zone<Picture> | null;
}

/**
 * Chooses the thresholds of a model so that each zone keeps its bound on sources that were left out. Each source in turn is
 * left out; a threshold is chosen on the others and asked about the source; the answers of all are pooled. On the others the
 * threshold keeps to a fraction of the bound: of ten such fractions, the greatest is taken with which the pooled answers keep
 * the bound. That step is all that a source's own pictures have a say in. The final threshold keeps to the same
 * fraction on all sources.
 */
export function chooseZones<Picture extends JudgedPicture>(
  pictures: readonly Picture[],
): ChosenZones<Picture> {
  const folds = leaveOutEach(pictures);
  const all = curveOf(pictures);
  const cautious = chooseFake({ folds, all }, bounds.cautious.falsePositiveRate);
  const alert = chooseFake({ folds, all }, bounds.alert.falsePositiveRate);
  return { cautious, alert, real: chooseReal({ folds, all }, [cautious, alert]) };
}

interface Sources<Picture extends JudgedPicture> {
  folds: Fold<Picture>[];
  all: Curve;
}

/** Answers the threshold for a curve. `source` is the one that was left out of it, if one was. */
type Choose = (curve: Curve, source?: string) => number | null;

function chooseFake<Picture extends JudgedPicture>(sources: Sources<Picture>, bound: number) {
  return firstZone(stepsTo(bound), (step) => {
    const choose: Choose = (curve) => fakeFrom(curve, step);
    const zone = callBy(sources, choose, (score, threshold) => score >= threshold);
    const shares = zone && sharesOf(zone.calls);
    return shares && shares.fake > 0 && shares.real <= bound ? zone : null;
  });
}

/** Real begins where neither fake zone does. */
function chooseReal<Picture extends JudgedPicture>(
  sources: Sources<Picture>,
  fakeZones: (Zone | null)[],
) {
  const bound = bounds.real.fakeShare;
  const ceiling = (source: string | undefined) => {
    const starts = fakeZones.map((zone) =>
      source === undefined ? zone?.threshold : zone?.withoutSource.get(source),
    );
    return Math.min(...starts.map((start) => start ?? Infinity));
  };
  return firstZone(stepsTo(bound), (step) => {
    const choose: Choose = (curve, source) => realBelow(curve, step, ceiling(source));
    const zone = callBy(sources, choose, (score, threshold) => score < threshold);
    const share = zone && fakeShareOf(zone.calls);
    return share !== undefined && share !== null && share <= bound ? zone : null;
  });
}

/** Of what is called, the fraction of fakes if there were as many of both. Undefined where nothing real is called. */
export function fakeShareOf(calls: readonly Call[]): number | undefined {
  const shares = sharesOf(calls);
  return shares && shares.real > 0 ? shares.fake / (shares.fake + shares.real) : undefined;
}

/** The bound itself, then stricter ones, down to none at all. */
function stepsTo(bound: number): number[] {
  return Array.from({ length: 11 }, (_, i) => (bound * (10 - i)) / 10);
}

function firstZone<Found>(steps: number[], find: (step: number) => Found | null): Found | null {
  for (const step of steps) {
    const found = find(step);
    if (found) return found;
  }
  return null;
}

function callBy<Picture extends JudgedPicture>(
  { folds, all }: Sources<Picture>,
  choose: Choose,
  isInside: (score: number, threshold: number) => boolean,
): Zone<Picture> | null {
  const threshold = choose(all);
  if (threshold === null) return null;
  const chosen = folds.map((fold) => ({
    ...fold,
    own: fold.own,
    at: choose(fold.others, fold.source),
  }));
  const calls = chosen.flatMap(({ own, at }) =>
    own.map((picture) => ({ picture, isCalled: at !== null && isInside(picture.score, at) })),
  );
  return { threshold, withoutSource: new Map(chosen.map(({ source, at }) => [source, at])), calls };
}

/** The least score from which at most a `share` of the real pictures is called fake. */
export function fakeFrom(curve: Curve, share: number): number | null {
  const point = curve?.findLast(({ falsePositiveRate }) => falsePositiveRate <= share);
  if (!point || point.threshold === Infinity) return null;
  return Math.ceil(point.threshold * 10 ** decimals - tolerance) / 10 ** decimals;
}

/** The greatest score below which at most a `share` is fake, if there were as many of both. At most `ceiling`. */
export function realBelow(curve: Curve, share: number, ceiling = Infinity): number | null {
  const point = curve?.find(({ recall, falsePositiveRate }) => {
    const [fake, real] = [1 - recall, 1 - falsePositiveRate];
    return real > 0 && fake / (fake + real) <= share;
  });
  if (!point) return null;
  const below = Math.floor(Math.min(point.threshold, ceiling) * 10 ** decimals + tolerance);
  return below > 0 ? below / 10 ** decimals : null;
}

/** Of a unit of the last decimal, so that 0.3 does not become 0.3001. */
const tolerance = 1e-7;
