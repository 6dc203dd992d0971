import type { FailureCode } from './failure';
import type { ModelCard } from './model';
import type { ModelErrorCode } from './model-error';
import type { Verdict } from './rate';

/** The message key that names a verdict, as on a badge. */
export function verdictKey(verdict: Verdict) {
  return `verdict_${verdict}` as const;
}

/** The message key of the sentence that says why a picture could not be checked. */
export function failureKey(code: FailureCode) {
  return `failure_${code}` as const;
}

/** The message key of the sentence that says how far a model's answers go. Published figures give way to calibrated ones. */
export function standingKey({ standing, zones }: Pick<ModelCard, 'standing' | 'zones'>) {
  const isCalibrated = standing === 'published' && zones.fake.alert.bound !== undefined;
  return isCalibrated ? 'standing_calibrated' : (`standing_${standing}` as const);
}

/** The message key of the sentence that says why a model could not be had or used. */
export function modelErrorKey(code: ModelErrorCode) {
  return `model_${code}` as const;
}
