declare const scoreBrand: unique symbol;

/** The model's own number: P(fake), between 0 and 1. Never remapped. */
export type Score = number & { readonly [scoreBrand]: true };

/** Logistic sigmoid of a single-logit detector. `logit` is unbounded; the answer is P(fake). */
export function scoreOfLogit(logit: number): Score {
  return (1 / (1 + Math.exp(-logit))) as Score;
}
