import type { DataActions, DataState } from '../../../components/options/DataSection';
import { browser } from '../../browser';
import { send } from '../../messaging/send';
import { followSetting } from '../../settings/follow-setting';
import { historyDaysSetting } from '../../settings/settings';
import type { HistoryQuery } from '../../verdict/history';
import { createKeptChanges } from '../kept';

interface DataOptions {
  onChange: (data: DataState) => void;
  signal: AbortSignal;
}

/** Of the whole history, no record: only how many there are. */
const countOnly: HistoryQuery = {
  filter: { search: '', shows: 'all', sensitivity: 'cautious' },
  sort: { by: 'seenAt', direction: 'descending' },
  offset: 0,
  limit: 0,
};

/** Joins the options to what is kept, and tells all of it after every change. */
export function startData({ onChange, signal }: DataOptions): DataActions {
  const isPrivate = browser.extension.inIncognitoContext ?? false;
  let state: DataState = { isPrivate, keepDays: undefined, kept: undefined, news: '' };
  const change = (part: Partial<DataState>) => {
    if (signal.aborted) return;
    state = { ...state, ...part };
    onChange(state);
  };
  const refresh = async () => {
    if (!isPrivate) change({ kept: (await findKept()) ?? state.kept });
  };
  const { forget, keepFor } = createKeptChanges({ tell: (news) => change({ news }), refresh });
  followSetting(historyDaysSetting, (keepDays) => change({ keepDays }), signal);
  // What was judged in another tab meanwhile is counted when the person comes back.
  addEventListener('focus', () => void refresh(), { signal });
  void refresh();
  return { keepFor, deleteAll: () => forget({ all: true }) };
}

/** Undefined where the host does not answer: the page asks again when the person comes back to it. */
async function findKept(): Promise<DataState['kept']> {
  try {
    const { kept } = await send('host', 'listHistory', countOnly);
    const { cache } = await send('host', 'getHealth', {});
    return { pictures: kept, cache };
  } catch {
    return undefined;
  }
}
