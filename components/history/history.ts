import { translate } from '../../lib/language/translate';
import type {
  HistoryDays,
  HistoryFilter,
  HistoryPart,
  HistorySort,
  Label,
  PictureRecord,
  Place,
} from '../../lib/verdict/history';
import type { Sensitivity } from '../../lib/verdict/model';
import type { FindThumbnail } from '../thumbnail';

/** What the history page shows. `list` is what was found last, until the next answer comes. */
export interface HistoryState {
  list: HistoryPart | 'loading' | 'failed';
  search: string;
  shows: HistoryFilter['shows'];
  sort: HistorySort;
  sensitivity: Sensitivity;
  /** Undefined until it is read. */
  keepDays: HistoryDays | undefined;
  isPrivate: boolean;
  /** What just happened, for those who hear the page. */
  news: string;
}

export interface HistoryActions {
  search: (text: string) => void;
  show: (shows: HistoryFilter['shows']) => void;
  sortBy: (by: HistorySort['by']) => void;
  showMore: () => void;
  /** Null takes it back. */
  label: (id: string, label: Label | null) => void;
  deleteOne: (id: string) => void;
  /** All that the search and the filter let through. */
  deleteFound: () => void;
  deleteAll: () => void;
  keepFor: (days: HistoryDays) => void;
  exportAs: (format: 'csv' | 'json') => void;
  findThumbnail: FindThumbnail;
}

/** What a record is called, as a person would know it. */
export function nameOf({ places: [latest] }: PictureRecord): string {
  return latest.name || translate('picture_unnamed');
}

/** Where a picture was met, in a few words, and the address that leads there. */
export function describePlace(place: Place): {
  text: string;
  href: string | undefined;
  host: string | undefined;
} {
  if (place.kind === 'file') {
    const isNamed = place.path !== '' && place.path !== place.name;
    const text = isNamed ? place.path : translate('history_place_file');
    return { text, href: undefined, host: undefined };
  }
  const url = place.kind === 'page' ? place.url : place.pictureUrl;
  const address = url !== null && /^https?:/.test(url) && URL.canParse(url) ? new URL(url) : null;
  const title = place.kind === 'page' ? place.title : translate('history_place_address');
  const host = address?.host.replace(/^www\./, '');
  return { text: title || host || '', href: address?.href, host: title ? host : undefined };
}
