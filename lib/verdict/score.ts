import type { Labels } from './model';

declare const scoreBrand: unique symbol;

/** The model's own number: P(fake), between 0 and 1. Never remapped. */
export type Score = number & { readonly [scoreBrand]: true };

/** Logistic sigmoid of a single-logit detector. `logit` is unbounded; the answer is P(fake). */
export function scoreOfLogit(logit: number): Score {
  return (1 / (1 + Math.exp(-logit))) as Score;
}

/**
 * The one logit whose sigmoid is P(fake): for several labels, the log odds of those that mean fake in their softmax.
 * Without `labels`, the model has one, and it means fake.
 */
export function fakeLogitOf(logits: ArrayLike<number>, labels: Labels | undefined): number {
  const [first = NaN] = Array.from(logits);
  if (!labels) return first;
  if (labels.names.length === 1) return labels.fake.length > 0 ? first : -first;
  const isFake = (_: number, position: number) => labels.fake.includes(position);
  const all = Array.from(logits);
  const fake = all.filter(isFake);
  const real = all.filter((logit, position) => !isFake(logit, position));
  return logOfSum(fake) - logOfSum(real);
}

/** The logarithm of a sum of exponentials, which themselves may be beyond what a number can hold. */
function logOfSum(logits: number[]): number {
  const largest = Math.max(...logits);
  return largest + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
}
