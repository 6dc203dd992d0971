import { formatBytes, formatDuration } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import { modelErrorKey } from '../../lib/verdict/describe';
import type { ModelProblem } from './model';

interface Problem extends Pick<ModelProblem, 'code' | 'subject'> {
  /** Until a busy server wants to be asked again. */
  secondsLeft?: number | undefined;
  /** Of the model that has no room. */
  sizeInBytes?: number | undefined;
}

/** What went wrong, and what helps where there is more to say than that. */
export function describeProblem(problem: Problem): string[] {
  const { code, subject, secondsLeft, sizeInBytes } = problem;
  const sentence = translate(modelErrorKey(code), ...(subject === undefined ? [] : [subject]));
  if (code === 'rateLimited' && secondsLeft !== undefined) {
    const advice = secondsLeft > 0 ? 'options_retry_in' : 'options_retry_now';
    return [translate('options_busy'), translate(advice, formatDuration(secondsLeft))];
  }
  if (code === 'noSpace' && sizeInBytes !== undefined) {
    return [sentence, translate('options_free', formatBytes(sizeInBytes))];
  }
  return [sentence];
}
