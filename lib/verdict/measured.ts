import type { Delivery } from './delivery';

/** How often a model calls pictures fake: the fraction of real ones (false alarms), and the fraction of fakes. */
export interface FakeRates {
  falsePositiveRate: number;
  recall: number;
}

/**
 * How often a model calls fakes real. `missRate` is the fraction of all fakes that is; `fakeShare` the fraction of fakes
 * among what is called real where there are as many fakes as real pictures, null where the source does not tell.
 */
export interface RealRates {
  missRate: number;
  fakeShare: number | null;
}

/** `n` counts pictures, real and fake together. */
export interface Sample {
  n: number;
}

/** `date` is ISO 8601, null where the source gives none. `source` is for people. */
export interface Provenance {
  date: string | null;
  source: string;
}

/** What was measured of one zone: over all deliveries together, and over each by itself, null where nobody measured that. */
export type Measured<Rates> = Rates &
  Sample &
  Provenance & { byDelivery: Record<Delivery, (Rates & Sample) | null> };

/** Rates to tell a person of a picture. `isOfDelivery` says that they are of pictures that were delivered like it. */
export type Quote<Rates> = Rates & Sample & Provenance & { isOfDelivery: boolean };

/** The rates that come closest to a picture: those of its delivery, else those of all; null where nothing was measured. */
export function quoteFor<Rates>(
  measured: Measured<Rates> | null,
  delivery: Delivery,
): Quote<Rates> | null {
  if (!measured) return null;
  const ofDelivery = measured.byDelivery[delivery];
  return { ...measured, ...ofDelivery, isOfDelivery: ofDelivery !== null };
}

/** What was found at one size: `error` is the fraction of wrong answers where half of the pictures are real. */
export interface ErrorAtSize extends Sample {
  shortSide: number;
  error: number;
}

/**
 * The short side in pixels, as delivered, below which a picture is too small to judge: at every measured size from there up
 * at most `bound` of the answers are wrong (1 - balanced accuracy at the alert threshold), at the next smaller one more are.
 */
export interface SmallestSize {
  shortSide: number;
  bound: number;
  measured: Provenance & { sizes: ErrorAtSize[] };
}
