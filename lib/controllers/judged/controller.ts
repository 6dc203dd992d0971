import type { HistoryActions, HistoryState } from '../../../components/history/history';
import { rememberThumbnails } from '../../../components/thumbnail';
import { browser } from '../../browser';
import { send } from '../../messaging/send';
import { historyDaysSetting, sensitivitySetting } from '../../settings/settings';
import { createChangeActions } from './change';
import { exportHistory } from './export';
import { createListActions } from './list';

interface HistoryOptions {
  onChange: (state: HistoryState, actions: HistoryActions) => void;
  /** Gives the person a file. */
  save: (file: File) => void;
  signal: AbortSignal;
}

/** Joins the history page to the host and the settings, and tells its whole state after every change. */
export async function startHistory({ onChange, save, signal }: HistoryOptions): Promise<void> {
  let state: HistoryState = {
    list: 'loading',
    search: '',
    shows: 'all',
    sort: { by: 'seenAt', direction: 'descending' },
    sensitivity: await sensitivitySetting.get(),
    keepDays: await historyDaysSetting.get(),
    isPrivate: browser.extension.inIncognitoContext ?? false,
    news: '',
  };
  const change = (part: Partial<HistoryState>) => {
    if (signal.aborted) return;
    state = { ...state, ...part };
    onChange(state, actions);
  };
  const getState = () => state;
  const { refresh, ...listActions } = createListActions({ getState, change });
  const actions: HistoryActions = {
    ...listActions,
    ...createChangeActions({ getState, change, refresh }),
    exportAs: (format) => void exportHistory(format, state).then(save, reportError),
    findThumbnail: rememberThumbnails(findPreview),
  };
  change({});
  sensitivitySetting.watch((sensitivity) => {
    change({ sensitivity });
    void refresh();
  }, signal);
  historyDaysSetting.watch((keepDays) => change({ keepDays }), signal);
  // What was judged in another tab meanwhile is there when the person comes back.
  addEventListener('focus', () => void refresh(), { signal });
  await refresh();
}

async function findPreview(id: string): Promise<Blob | undefined> {
  return (await send('host', 'findRecord', { id })).judgement?.preview;
}
