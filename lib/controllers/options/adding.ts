import type { ListedModel } from '../../verdict/listed-model';
import type { Adding } from '../../../components/options/model';
import type { OptionsActions, OptionsState } from '../../../components/options/OptionsPage';
import { send } from '../../messaging/send';
import { describeFailure } from '../model-failure';

interface AddingOptions {
  change: (part: Partial<OptionsState>) => void;
  listModels: () => Promise<ListedModel[]>;
}

type AddingActions = Pick<OptionsActions, 'importModel' | 'addHubModel'>;

/** The ways to add a model. How each comes along is in the page's state. */
export function createAddingActions({ change, listModels }: AddingOptions): AddingActions {
  const add = async (
    way: 'importing' | 'addingFromHub',
    { name, ask }: { name: string; ask: () => Promise<unknown> },
  ) => {
    const tell = (adding: Adding) => change({ [way]: adding });
    tell({ status: 'working' });
    try {
      await ask();
      change({ models: await listModels() });
      tell({ status: 'done', name });
    } catch (error) {
      tell({ status: 'failed', ...describeFailure(error) });
    }
  };
  return {
    importModel: (files) =>
      void add('importing', { name: files.name, ask: () => send('host', 'importModel', files) }),
    addHubModel: (source) =>
      void add('addingFromHub', {
        name: source.repository,
        ask: () => send('host', 'addHubModel', source),
      }),
  };
}
