import type { Sensitivity } from '../../lib/verdict/model.ts';
import type { LeftOut } from './baseline.ts';
import { Bootstrap, type Estimate, type Figure, type Sourced } from './bootstrap.ts';
import {
  findAuc,
  findAveragePrecision,
  findBalancedAccuracy,
  findCalibrationError,
  findFakesBelow,
  findFalsePositiveRate,
  findRecall,
  findRecallAt,
  findRecognisedAt,
  findReliability,
} from './metrics.ts';

/**
 * The scores between which the model's zones lie, as they were when the figures were made; null where a zone is empty. What
 * scores `decision` or more counts as called fake: the alert threshold, or 0.5 where there is none.
 */
export interface Thresholds {
  realBelow: number | null;
  fakeAtLeast: Record<Sensitivity, number | null>;
  decision: number;
}

/** Rates are fractions. A figure is null where a class that it needs is missing. */
export interface ModelFigures {
  decision: DecisionFigures;
  /** At a score of 0.5. */
  balancedAccuracyAtHalf: Estimate | null;
  auc: Estimate | null;
  averagePrecision: Estimate | null;
  /** Expected calibration error. */
  calibrationError: number | null;
  fakeZones: Record<Sensitivity, FakeZoneFigures>;
  realZone: RealZoneFigures;
}

export interface FakeZoneFigures {
  falsePositiveRate: Estimate | null;
  recall: Estimate | null;
}

export interface DecisionFigures extends FakeZoneFigures {
  balancedAccuracy: Estimate | null;
}

/** Of all fakes those called real, of all reals those called real, and of all called real those that are fake. */
export interface RealZoneFigures {
  missRate: Estimate | null;
  recognised: Estimate | null;
  fakesAmong: Estimate | null;
}

/** What file facts alone come to. Where a threshold decides: as much as they can at the cost that the model has there. */
export interface BaselineFigures {
  leftOut: LeftOut;
  /** At a score of 0.5. */
  balancedAccuracy: Estimate | null;
  auc: Estimate | null;
  averagePrecision: Estimate | null;
  calibrationError: number | null;
  recallAtSameFalsePositives: Record<Sensitivity | 'decision', Estimate | null>;
  recognisedAtSameMisses: Estimate | null;
}

/** Pictures to measure something by, and where they are of one class, all of the other class besides, for the AUC alone. */
export interface Sample {
  own: Bootstrap;
  ranked: Bootstrap;
}

export function sampleOf(own: readonly Sourced[], pooled: readonly Sourced[]): Sample {
  const bootstrap = new Bootstrap(own);
  const ranked = pooled.length > 0 ? new Bootstrap([...own, ...pooled]) : bootstrap;
  return { own: bootstrap, ranked };
}

/** What the scores of a model are worth. */
export function measureModel({ own, ranked }: Sample, thresholds: Thresholds): ModelFigures {
  const { decision, fakeAtLeast, realBelow } = thresholds;
  return {
    decision: {
      balancedAccuracy: balancedAccuracyOf(own, decision),
      ...measureFakeZone(own, decision),
    },
    balancedAccuracyAtHalf: balancedAccuracyOf(own, 0.5),
    auc: estimate(ranked, findAuc),
    averagePrecision: estimate(own, findAveragePrecision),
    calibrationError: calibrationErrorOf(own),
    fakeZones: {
      cautious: measureFakeZone(own, fakeAtLeast.cautious),
      alert: measureFakeZone(own, fakeAtLeast.alert),
    },
    realZone: measureRealZone(own, realBelow),
  };
}

/** What the scores of file facts are worth beside those of a model. */
export function measureBaseline(
  { own, ranked }: Sample,
  { model, leftOut }: { model: ModelFigures; leftOut: LeftOut },
): BaselineFigures {
  const recallAt = ({ falsePositiveRate: cost }: FakeZoneFigures) =>
    cost && estimate(own, (ranking) => findRecallAt(ranking, cost.value));
  const { missRate } = model.realZone;
  return {
    leftOut,
    balancedAccuracy: balancedAccuracyOf(own, 0.5),
    auc: estimate(ranked, findAuc),
    averagePrecision: estimate(own, findAveragePrecision),
    calibrationError: calibrationErrorOf(own),
    recallAtSameFalsePositives: {
      decision: recallAt(model.decision),
      cautious: recallAt(model.fakeZones.cautious),
      alert: recallAt(model.fakeZones.alert),
    },
    recognisedAtSameMisses:
      missRate && estimate(own, (ranking) => findRecognisedAt(ranking, missRate.value)),
  };
}

function balancedAccuracyOf(bootstrap: Bootstrap, threshold: number): Estimate | null {
  return estimate(bootstrap, (ranking) => findBalancedAccuracy(ranking, threshold));
}

/** Nothing is in an empty zone. */
function measureFakeZone(bootstrap: Bootstrap, atLeast: number | null): FakeZoneFigures {
  const threshold = atLeast ?? Infinity;
  return {
    falsePositiveRate: estimate(bootstrap, (ranking) => findFalsePositiveRate(ranking, threshold)),
    recall: estimate(bootstrap, (ranking) => findRecall(ranking, threshold)),
  };
}

function measureRealZone(bootstrap: Bootstrap, below: number | null): RealZoneFigures {
  const threshold = below ?? -Infinity;
  return {
    missRate: estimate(bootstrap, (ranking) => rest(findRecall(ranking, threshold))),
    recognised: estimate(bootstrap, (ranking) => rest(findFalsePositiveRate(ranking, threshold))),
    fakesAmong: hasBoth(bootstrap)
      ? estimate(bootstrap, (ranking) => findFakesBelow(ranking, threshold))
      : null,
  };
}

/** Of one class alone it would only say how far scores are from 0 or 1. */
function calibrationErrorOf(bootstrap: Bootstrap): number | null {
  if (!hasBoth(bootstrap)) return null;
  return findCalibrationError(findReliability(bootstrap.ranking.pictures)) ?? null;
}

function estimate(bootstrap: Bootstrap, figure: Figure): Estimate | null {
  return bootstrap.estimate(figure) ?? null;
}

function rest(fraction: number | undefined): number | undefined {
  return fraction === undefined ? undefined : 1 - fraction;
}

function hasBoth({ ranking: { pictures } }: Bootstrap): boolean {
  return pictures.some(({ isFake }) => isFake) && pictures.some(({ isFake }) => !isFake);
}
