import type { ModelProblem } from '../../components/options/model';
import { ModelError } from '../verdict/model-error';

/** What to tell of an action that failed. A host that does not answer is no fault of the model. */
export function describeFailure(error: unknown): ModelProblem {
  if (!(error instanceof ModelError)) return { code: 'storageFailed' };
  const { code, retryAfterSeconds, subject } = error;
  return { code, retryAfterSeconds, subject };
}
