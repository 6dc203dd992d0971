/** What the same picture got in single precision and in int8. */
export interface LogitPair {
  fp32: number;
  int8: number;
}

/** How far int8 moves the logits of a model on this machine. `zoneChanges` counts pictures that another zone claims. */
export interface Drift {
  pictures: number;
  median: number;
  p99: number;
  worst: number;
  zoneChanges: number;
}

/** A logit that moves by 0.1 moves a score by at most 0.025. */
export const mostDrift = 0.1;

/** Whether int8 may judge in place of single precision. Nothing measured is no permission. */
export function isSmallDrift({ pictures, p99, zoneChanges }: Drift): boolean {
  return pictures > 0 && p99 <= mostDrift && zoneChanges === 0;
}
