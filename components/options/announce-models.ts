import { translate } from '../../lib/language/translate';
import { describeProblem } from './describe-problem';
import type { ListedModel } from '../../lib/verdict/listed-model';
import { isBegun, nameOfKey, type Attempts } from './model';

/** What is said of a model once it comes to be so; by `nameOfKey`. */
export type Situations = ReadonlyMap<string, string>;

/** One sentence on where each model stands. It stays the same while a download only goes on. */
export function describeSituations(models: ListedModel[], attempts: Attempts): Situations {
  return new Map(
    models.map((listed) => {
      const key = nameOfKey(listed.model);
      return [key, `${listed.model.name}: ${situationOf(listed, attempts.get(key))}`];
    }),
  );
}

/** What is new since `before`. */
export function findNews(before: Situations, now: Situations): string[] {
  return [...now].filter(([key, text]) => before.get(key) !== text).map(([, text]) => text);
}

function situationOf(listed: ListedModel, attempt: ReturnType<Attempts['get']>): string {
  const { state, isActive, sizeInBytes } = listed;
  if (attempt?.status === 'testing') return translate('options_testing');
  const problem = attempt ?? (state.status === 'failed' ? state : undefined);
  if (problem) {
    const { retryAfterSeconds: secondsLeft } = problem;
    return describeProblem({ ...problem, secondsLeft, sizeInBytes }).join(' ');
  }
  if (isActive) return translate('options_inUse');
  if (state.status === 'installing') {
    return translate(state.isRetrying ? 'options_retrying' : 'options_said_getting');
  }
  if (state.status !== 'absent') return translate('options_said_ready');
  return translate(isBegun(listed) ? 'options_said_paused' : 'options_said_absent');
}
