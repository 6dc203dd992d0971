import { translate } from '../language/translate';
import { send } from '../messaging/send';
import { historyDaysSetting } from '../settings/settings';
import type { HistoryDays, HistorySelection } from '../verdict/history';

interface KeptOptions {
  /** Tells what just happened. */
  tell: (news: string) => void;
  refresh: () => Promise<void>;
}

/** Changes of what is kept. What fails leaves what the page shows as it is. */
export interface KeptChanges {
  /** Sees a change through, and tells of it once it is made. */
  settle: (work: Promise<void>, news: string) => Promise<void>;
  forget: (selection: HistorySelection) => void;
  keepFor: (days: HistoryDays) => void;
}

export function createKeptChanges({ tell, refresh }: KeptOptions): KeptChanges {
  const settle = async (work: Promise<void>, news: string) => {
    try {
      await work;
      tell(news);
    } catch (error) {
      reportError(error);
    }
    await refresh();
  };
  return {
    settle,
    forget: (selection) =>
      void settle(send('host', 'deleteHistory', selection), translate('history_deleted')),
    keepFor: (days) => void settle(keepFor(days), translate(`history_days_${days}`)),
  };
}

/** Keeps the history for so many days from now on: nothing more is written down before what is older goes. */
async function keepFor(keepDays: HistoryDays): Promise<void> {
  await historyDaysSetting.set(keepDays);
  await send('host', 'pruneHistory', { keepDays });
}
