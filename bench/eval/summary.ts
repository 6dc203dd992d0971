import { deliveries, type Delivery } from '../../lib/verdict/delivery.ts';
import type { Sensitivity, Zones } from '../../lib/verdict/model.ts';
import { zoneOf, type Zone } from '../../lib/verdict/rate.ts';
import type { Score } from '../../lib/verdict/score.ts';
import { scoreByFileFacts, type LeftOut } from './baseline.ts';
import type { Resampled, Sourced } from './bootstrap.ts';
import type { EvaluationRecord } from './evaluation.ts';
import {
  measureBaseline,
  measureModel,
  sampleOf,
  type BaselineFigures,
  type ModelFigures,
  type Thresholds,
} from './figures.ts';
import {
  findReliability,
  findRoc,
  meanOf,
  rank,
  type ReliabilityBin,
  type RocPoint,
} from './metrics.ts';

/** Some of the pictures. One of a single class is ranked among all pictures of the other, for its AUC alone. */
export interface Slice {
  name: string;
  n: number;
  real: number;
  fake: number;
  /** How many pictures of the other class its AUC is against, where it has none itself. */
  pooled: number;
  meanScore: number;
  /** Fractions in each zone. */
  shares: Record<Sensitivity, Record<Zone, number>>;
  resampled: Resampled;
  model: ModelFigures;
  baseline: BaselineFigures | null;
}

/** For drawing. The curves leave out their beginning, where nothing is called fake. */
export interface Plots {
  roc: { model: RocPoint[]; baseline: RocPoint[] };
  reliability: ReliabilityBin[];
  /** How many pictures score between i / bins and (i + 1) / bins. */
  histogram: { real: number[]; fake: number[] };
}

export type Mistake = Pick<EvaluationRecord, 'path' | 'label' | 'source' | 'technique' | 'score'>;

/** Every figure of an evaluation. All but `deliveries` is about the pictures as `headline` delivers them. */
export interface Summary {
  thresholds: Thresholds;
  headline: Delivery;
  overall: Slice;
  deliveries: Slice[];
  sources: Slice[];
  techniques: Slice[];
  plots: Plots;
  /** The wrongest first: reals called fake, and fakes that were not. */
  mistakes: { falseAlarms: Mistake[]; misses: Mistake[] };
}

/** A record and what file facts say of it. */
interface Rated {
  record: EvaluationRecord;
  baseline: number | undefined;
}

/** All pictures of one delivery. */
interface Delivered {
  all: readonly Rated[];
  /** Undefined where nothing could be learned from file facts. */
  leftOut: LeftOut | undefined;
  zones: Zones;
}

const mostMistakes = 20;
const histogramBins = 20;

/** Computes every figure from the records. @throws RangeError when there are none. */
export function summarise(records: readonly EvaluationRecord[], zones: Zones): Summary {
  const deliveredAs = Map.groupBy(records, ({ delivery }) => delivery);
  const present = deliveries.flatMap((name) => {
    const ofDelivery = deliveredAs.get(name);
    return ofDelivery ? [{ name, delivered: rateByFileFacts(ofDelivery, zones) }] : [];
  });
  const [first] = present;
  if (!first) throw new RangeError('Expected judged pictures, got none');
  const { delivered } = first;
  const slices = present.map(({ name, delivered }) => sliceOf(name, delivered.all, delivered));
  return {
    thresholds: thresholdsOf(zones),
    headline: first.name,
    overall: slices[0] ?? sliceOf(first.name, delivered.all, delivered),
    deliveries: slices,
    sources: sliceBy(delivered, ({ source }) => source),
    techniques: sliceBy(delivered, ({ technique }) => technique),
    plots: plot(delivered.all),
    mistakes: findMistakes(delivered),
  };
}

function thresholdsOf({ real, fake: { cautious, alert } }: Zones): Thresholds {
  return {
    realBelow: real.below,
    fakeAtLeast: { cautious: cautious.atLeast, alert: alert.atLeast },
    decision: alert.atLeast ?? 0.5,
  };
}

function rateByFileFacts(records: readonly EvaluationRecord[], zones: Zones): Delivered {
  const baseline = scoreByFileFacts(records);
  const all = records.map((record, i) => ({ record, baseline: baseline?.scores[i] }));
  return { all, leftOut: baseline?.leftOut, zones };
}

/** Fakes first. */
function sliceBy(
  delivered: Delivered,
  nameOf: (record: EvaluationRecord) => string | null,
): Slice[] {
  const groups = Map.groupBy(delivered.all, ({ record }) => nameOf(record));
  return [...groups]
    .flatMap(([name, members]) => (name === null ? [] : [sliceOf(name, members, delivered)]))
    .toSorted((a, b) => a.real / a.n - b.real / b.n || a.name.localeCompare(b.name, 'en'));
}

function sliceOf(name: string, own: readonly Rated[], delivered: Delivered): Slice {
  const { leftOut, zones } = delivered;
  const fake = own.filter(isFake).length;
  const pooled = fake > 0 && fake < own.length ? [] : othersThan(own, delivered.all);
  const sample = sampleOf(own.map(byModel), pooled.map(byModel));
  const model = measureModel(sample, thresholdsOf(zones));
  return {
    name,
    n: own.length,
    real: own.length - fake,
    fake,
    pooled: pooled.length,
    meanScore: meanOf(own.map(({ record }) => record.score)) ?? NaN,
    shares: { cautious: shareOf('cautious', own, zones), alert: shareOf('alert', own, zones) },
    resampled: sample.ranked.resampled,
    model,
    baseline: leftOut
      ? measureBaseline(sampleOf(own.map(byFileFacts), pooled.map(byFileFacts)), { model, leftOut })
      : null,
  };
}

/** All pictures of the class that `own` lacks. */
function othersThan(own: readonly Rated[], all: readonly Rated[]): Rated[] {
  const ownIsFake = own.some(isFake);
  return all.filter((rated) => isFake(rated) !== ownIsFake);
}

function shareOf(
  sensitivity: Sensitivity,
  own: readonly Rated[],
  zones: Zones,
): Record<Zone, number> {
  const found = own.map(({ record }) => zoneOf(record.score as Score, zones, sensitivity));
  const share = (zone: Zone) => found.filter((each) => each === zone).length / own.length;
  return { fake: share('fake'), unsure: share('unsure'), real: share('real') };
}

function plot(all: readonly Rated[]): Plots {
  const byScore = all.map(byModel);
  const hasBaseline = all.every(({ baseline }) => baseline !== undefined);
  const rocOf = (scored: Sourced[]) => findRoc(rank(scored))?.slice(1) ?? [];
  return {
    roc: { model: rocOf(byScore), baseline: hasBaseline ? rocOf(all.map(byFileFacts)) : [] },
    reliability: findReliability(byScore),
    histogram: { real: countScores(byScore, false), fake: countScores(byScore, true) },
  };
}

function countScores(scored: readonly Sourced[], isFake: boolean): number[] {
  const ofClass = scored.filter((each) => each.isFake === isFake);
  return findReliability(ofClass, histogramBins).map(({ n }) => n);
}

function findMistakes({ all, zones }: Delivered): Summary['mistakes'] {
  const { decision } = thresholdsOf(zones);
  const records = all.map(({ record }) => record).toSorted((a, b) => b.score - a.score);
  const falseAlarms = records.filter(({ label, score }) => label === 'real' && score >= decision);
  const misses = records.filter(({ label, score }) => label === 'fake' && score < decision);
  return {
    falseAlarms: falseAlarms.slice(0, mostMistakes).map(toMistake),
    misses: misses.toReversed().slice(0, mostMistakes).map(toMistake),
  };
}

function toMistake({ path, label, source, technique, score }: EvaluationRecord): Mistake {
  return { path, label, source, technique, score };
}

function isFake({ record }: Rated): boolean {
  return record.label === 'fake';
}

function byModel({ record }: Rated): Sourced {
  return { score: record.score, isFake: record.label === 'fake', source: record.source };
}

function byFileFacts({ record, baseline }: Rated): Sourced {
  return { ...byModel({ record, baseline }), score: baseline ?? NaN };
}
