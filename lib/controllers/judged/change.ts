import type { HistoryActions, HistoryState } from '../../../components/history/history';
import { translate } from '../../language/translate';
import { send } from '../../messaging/send';
import type { Label } from '../../verdict/history';
import { createKeptChanges } from '../kept';
import { filterOf } from './list';

interface ChangeOptions {
  getState: () => HistoryState;
  change: (part: Partial<HistoryState>) => void;
  refresh: () => Promise<void>;
}

type ChangeActions = Pick<
  HistoryActions,
  'label' | 'deleteOne' | 'deleteFound' | 'deleteAll' | 'keepFor'
>;

/** What a person does to what is kept. */
export function createChangeActions({ getState, change, refresh }: ChangeOptions): ChangeActions {
  const { settle, forget, keepFor } = createKeptChanges({
    tell: (news) => change({ news }),
    refresh,
  });
  return {
    label: (id, label) =>
      void settle(send('host', 'labelPicture', { id, label }), describeLabel(label)),
    deleteOne: (id) => forget({ ids: [id] }),
    deleteFound: () => forget({ matching: filterOf(getState()) }),
    deleteAll: () => forget({ all: true }),
    keepFor,
  };
}

function describeLabel(label: Label | null): string {
  return translate(label ? `history_said_${label}` : 'history_said_nothing');
}
