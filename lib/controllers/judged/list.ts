import type { HistoryActions, HistoryState } from '../../../components/history/history';
import { send } from '../../messaging/send';
import type { HistoryFilter, HistorySort } from '../../verdict/history';

interface ListOptions {
  getState: () => HistoryState;
  change: (part: Partial<HistoryState>) => void;
}

type ListActions = Pick<HistoryActions, 'search' | 'show' | 'sortBy' | 'showMore'> & {
  /** Asks for the list anew. */
  refresh: () => Promise<void>;
};

const pageLength = 100;
const searchAfterMs = 150;

/** Which records are listed. */
export function createListActions({ getState, change }: ListOptions): ListActions {
  let limit = pageLength;
  let asked = 0;
  let searching: ReturnType<typeof setTimeout> | undefined;

  /** An answer that a newer question has overtaken is dropped. */
  async function refresh(): Promise<void> {
    asked += 1;
    const turn = asked;
    const { sort } = getState();
    const query = { filter: filterOf(getState()), sort, offset: 0, limit };
    const list = await send('host', 'listHistory', query).catch(() => 'failed' as const);
    if (turn === asked) change({ list });
  }

  function list(part: Partial<HistoryState>): void {
    limit = pageLength;
    change(part);
    void refresh();
  }

  return {
    refresh,
    search(search) {
      change({ search });
      clearTimeout(searching);
      searching = setTimeout(() => list({}), searchAfterMs);
    },
    show: (shows) => list({ shows }),
    sortBy: (by) => list({ sort: { by, direction: nextDirection(getState().sort, by) } }),
    showMore() {
      limit += pageLength;
      void refresh();
    },
  };
}

/** What the page shows now. */
export function filterOf({ search, shows, sensitivity }: HistoryState): HistoryFilter {
  return { search, shows, sensitivity };
}

/** The most is what people look for first. */
function nextDirection(sort: HistorySort, by: HistorySort['by']): HistorySort['direction'] {
  const isTurned = sort.by === by && sort.direction === 'descending';
  return isTurned ? 'ascending' : 'descending';
}
