import type { Judgement, ScoredPicture } from './judgement';
import type { ModelCard, Sensitivity } from './model';
import { rate, type Verdict } from './rate';
import type { Score } from './score';

/** What a person says a picture is, whatever a model says. */
export type Label = 'real' | 'fake';

/**
 * Where a picture was met. `seenAt` is epoch milliseconds; `name` is its description or file name there; `pictureUrl` is
 * the http(s) address of the file that was scored, null where that had none.
 */
export type Place = { seenAt: number; name: string; pictureUrl: string | null } & (
  | { kind: 'page'; url: string; title: string }
  /** A file of the person's own; `path` from the folder that they chose. */
  | { kind: 'file'; path: string }
  /** The person gave the picture's own address. */
  | { kind: 'address' }
);

/** One content that was judged, as the history lists it. Every one can be rated. */
export interface PictureRecord {
  /** The hex sha256 of the scored bytes: the `contentHash` of its judgements. */
  id: string;
  /** The latest judgement, told in epoch milliseconds, and the model that made it. */
  score: Score;
  picture: ScoredPicture;
  model: ModelCard;
  judgedAt: number;
  /** When it was met last, in epoch milliseconds. */
  seenAt: number;
  /** The latest first, at most `mostPlaces`. Never empty. */
  places: [Place, ...Place[]];
  label: Label | null;
}

/** A record with its judgement, as far as either is kept. */
export interface FoundRecord {
  record: PictureRecord | undefined;
  judgement: Judgement | undefined;
}

/** Which records: those that carry a verdict under the sensitivity, or those of which the person said what they are. */
export interface HistoryFilter {
  /** Words that all must occur in a name, a title or an address. Empty for any. */
  search: string;
  shows: 'all' | 'labelled' | Verdict;
  sensitivity: Sensitivity;
}

export interface HistorySort {
  by: 'seenAt' | 'score';
  direction: 'ascending' | 'descending';
}

/** `offset` and `limit` count records. */
export interface HistoryQuery {
  filter: HistoryFilter;
  sort: HistorySort;
  offset: number;
  limit: number;
}

/** `found` counts all records that the filter lets through, `kept` all that there are. */
export interface HistoryPart {
  records: PictureRecord[];
  found: number;
  kept: number;
}

/** Which pictures a person wants forgotten: some, all that a filter lets through, or everything that is kept of any. */
export type HistorySelection = { ids: string[] } | { matching: HistoryFilter } | { all: true };

export const mostPlaces = 8;

/** For how many days a picture may be kept since it was seen last. 0: nothing is kept. */
export const historyDays = [0, 7, 30, 90, 365] as const;
export type HistoryDays = (typeof historyDays)[number];

/**
 * How much is kept at most; what was met longest ago goes first. A judgement takes about 50 KB, most of it the preview, a
 * picture's record less than one, but for long addresses.
 */
export const historyBounds = {
  pictures: 20_000,
  judgements: 5_000,
  /** Of the judgements. */
  sizeInBytes: 256 * 1024 * 1024,
};

/** Whether a filter lets a record through. */
export function isWanted(record: PictureRecord, filter: HistoryFilter): boolean {
  return shows(record, filter) && mentions(record, filter.search);
}

/** The records that a query asks for, of all that there are. */
export function selectRecords(all: PictureRecord[], query: HistoryQuery): HistoryPart {
  const { filter, sort, offset, limit } = query;
  const found = all.filter((record) => isWanted(record, filter));
  const sign = sort.direction === 'ascending' ? 1 : -1;
  found.sort((a, b) => sign * (a[sort.by] - b[sort.by]) || b.seenAt - a.seenAt);
  return { records: found.slice(offset, offset + limit), found: found.length, kept: all.length };
}

/** The places of a picture once it was met again: one entry a page, a file or an address. */
export function withPlace(places: readonly Place[], place: Place): [Place, ...Place[]] {
  const others = places.filter((other) => keyOf(other) !== keyOf(place));
  return [place, ...others.slice(0, mostPlaces - 1)];
}

function shows(record: PictureRecord, { shows: wanted, sensitivity }: HistoryFilter): boolean {
  if (wanted === 'all') return true;
  return wanted === 'labelled' ? record.label !== null : rate(record, sensitivity) === wanted;
}

function mentions({ places }: PictureRecord, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = places.map(textOf).join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

function textOf(place: Place): string {
  const { name, pictureUrl } = place;
  const where = place.kind === 'page' ? [place.title, place.url] : [];
  return [name, pictureUrl ?? '', ...where, ...(place.kind === 'file' ? [place.path] : [])].join(
    '\n',
  );
}

function keyOf(place: Place): string {
  if (place.kind === 'page') return `page ${place.url}`;
  return place.kind === 'file' ? `file ${place.path}` : `address ${place.pictureUrl ?? place.name}`;
}
