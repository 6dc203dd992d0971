import type { HistoryActions, HistoryState } from '../../../components/history/history';
import { translate } from '../../language/translate';
import { send } from '../../messaging/send';
import { historyDaysSetting } from '../../settings/settings';
import type { HistoryDays, HistorySelection, Label } from '../../verdict/history';
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

/** What a person does to what is kept. What fails leaves the list as it is, which shows it. */
export function createChangeActions({ getState, change, refresh }: ChangeOptions): ChangeActions {
  async function settle(work: Promise<void>, news: string): Promise<void> {
    try {
      await work;
      change({ news });
    } catch (error) {
      reportError(error);
    }
    await refresh();
  }

  const forget = (selection: HistorySelection) =>
    void settle(send('host', 'deleteHistory', selection), translate('history_deleted'));

  return {
    label: (id, label) =>
      void settle(send('host', 'labelPicture', { id, label }), describeLabel(label)),
    deleteOne: (id) => forget({ ids: [id] }),
    deleteFound: () => forget({ matching: filterOf(getState()) }),
    deleteAll: () => forget({ all: true }),
    keepFor: (keepDays) => void settle(keepFor(keepDays), translate(`history_days_${keepDays}`)),
  };
}

/** Keeps the history for so many days from now on: nothing more is written down before what is older goes. */
export async function keepFor(keepDays: HistoryDays): Promise<void> {
  await historyDaysSetting.set(keepDays);
  await send('host', 'pruneHistory', { keepDays });
}

function describeLabel(label: Label | null): string {
  return translate(label ? `history_said_${label}` : 'history_said_nothing');
}
