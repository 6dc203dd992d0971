import type { Provenance, Sample } from './measured';

/** A figure, and the interval that holds 95 % of what resampling the pictures gives. */
export interface Interval {
  value: number;
  low: number;
  high: number;
}

/**
 * How far a score moves on average, from 0 to 1 whatever the direction, when a `share` of the patches is blanked: those that
 * the attention map ranks highest, as many drawn at random, those that it ranks lowest. The last two are the differences.
 */
export interface BlankedShare {
  share: number;
  highest: number;
  random: number;
  lowest: number;
  moreThanRandom: Interval;
  moreThanLowest: Interval;
}

/** Whether the attention map of a model points at what its score hangs on, as `npm run explain-check` found. */
export type MeasuredExplanation = Sample & Provenance & { blanked: BlankedShare[] };

/** The share whose figures are told to people. */
export const quotedShare = 0.25;

/** What blanking says of an attention map: it points at what counts, no better than chance, or away from it. */
export type ExplanationWorth = 'points' | 'chance' | 'away';

export function quoteExplanation({ blanked }: MeasuredExplanation): BlankedShare | undefined {
  return blanked.find(({ share }) => share === quotedShare);
}

/** Only what the whole interval says counts. */
export function worthOf({ moreThanRandom }: BlankedShare): ExplanationWorth {
  if (moreThanRandom.low > 0) return 'points';
  return moreThanRandom.high < 0 ? 'away' : 'chance';
}
