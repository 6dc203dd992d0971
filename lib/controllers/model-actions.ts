import type { ListedModel, ModelKey } from '../verdict/listed-model';
import {
  type Attempt,
  type ModelActions,
  type ModelsState,
  nameOfKey,
} from '../../components/options/model';
import { send } from '../messaging/send';
import { describeFailure } from './model-failure';

interface ModelOptions {
  getState: () => ModelsState;
  change: (part: Partial<ModelsState>) => void;
  listModels: () => Promise<ListedModel[]>;
}

/** What a person does with listed models. Each way ends in the list, or in an attempt that failed. */
export function createModelActions(options: ModelOptions): ModelActions {
  const attempt = (key: ModelKey, { ask, isTest }: { ask: () => Promise<void>; isTest?: true }) => {
    const set = (now?: Attempt) => ({ attempts: attemptsWith(options, { key, now }) });
    return (async () => {
      options.change(set(isTest && { status: 'testing' }));
      try {
        await ask();
        options.change({ models: await options.listModels(), ...set() });
      } catch (error) {
        options.change(set({ status: 'failed', ...describeFailure(error) }));
      }
    })();
  };
  return {
    getModel: (key) => void attempt(key, { ask: () => send('host', 'installModel', key) }),
    pauseModel: (key) => void attempt(key, { ask: () => send('host', 'pauseInstall', key) }),
    removeModel: (key) => void attempt(key, { ask: () => send('host', 'removeModel', key) }),
    useModel: (key) =>
      void attempt(key, { ask: () => send('host', 'activateModel', key), isTest: true }),
    goBack: () => {
      const previous = options.getState().models?.find(({ isPrevious }) => isPrevious);
      if (!previous) return;
      const ask = () => send('host', 'goBackToPreviousModel', {});
      void attempt(previous.model, { ask, isTest: true });
    },
  };
}

/** The attempts with a new one of `key`; what failed before is told no longer. */
function attemptsWith(
  { getState }: ModelOptions,
  { key, now }: { key: ModelKey; now: Attempt | undefined },
): Map<string, Attempt> {
  const others = [...getState().attempts].filter(
    ([name, { status }]) => name !== nameOfKey(key) && status === 'testing',
  );
  return new Map(now ? [...others, [nameOfKey(key), now]] : others);
}
