import type { ListedModel } from '../verdict/listed-model';
import { askAgainAndAgain } from './ask-again';
import { send } from './send';

const everyMs = 500;

/** In our own pages: calls `onModels` with every model now and about twice a second, until `signal` aborts. */
export function watchModels(onModels: (models: ListedModel[]) => void, signal: AbortSignal): void {
  askAgainAndAgain({
    ask: () => send('host', 'listModels', {}),
    everyMs,
    onAnswer: onModels,
    signal,
  });
}
