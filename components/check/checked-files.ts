import { failureKey } from '../../lib/verdict/describe';
import { shortSideOf } from '../../lib/verdict/rate';
import type { Mark } from '../../lib/verdict/glyphs';
import type { Sensitivity } from '../../lib/verdict/model';
import type { ModelInUse } from '../EngineFooter';
import type { PictureState } from '../../lib/verdict/listed-picture';
import { markOf, type FindJudgement } from '../picture';
import type { TableSort } from '../SortableTable';
import type { FindThumbnail } from '../thumbnail';
import type { UnreadFormat } from './unread-format';

/** A picture that the person gave. */
export interface CheckedFile {
  id: string;
  name: string;
  /** The folder that it came in, empty for none; of an address, its host. */
  place: string;
  /** Null until it is known. */
  sizeInBytes: number | null;
  state: FileState;
}

/** `stopped` was not checked, for the person cancelled; `format` says what it is that could not be read. */
export type FileState =
  | { status: 'waiting' }
  | { status: 'stopped' }
  | Extract<PictureState, { status: 'checking' | 'judged' }>
  | (Extract<PictureState, { status: 'failed' }> & { format?: UnreadFormat | undefined });

/** A file with its path from the folder that was chosen or dropped. */
export interface ChosenFile {
  file: File;
  path: string;
}

/** Files that a person gave: looking through folders takes time. Of folders, what is no picture is left out. */
export type Chosen = Promise<ChosenFile[]>;

export interface CheckState {
  files: CheckedFile[];
  /** `refused`: the page was opened for an address that cannot be checked. */
  problem: 'refused' | undefined;
  isReading: boolean;
  /** How many files of folders were no pictures, and how many were more than the list takes. */
  leftOut: { notPictures: number; tooMany: number };
  /** Undefined while that cannot be told. */
  secondsLeft: number | undefined;
  sensitivity: Sensitivity;
  engine: ModelInUse | undefined;
}

export interface CheckActions {
  addFiles: (chosen: Chosen) => void;
  /** Answers whether there was an address in the text. */
  addAddresses: (text: string) => boolean;
  cancel: () => void;
  resume: () => void;
  retryFailed: () => void;
  clear: () => void;
  exportAs: (format: 'csv' | 'json', files: CheckedFile[]) => void;
  findThumbnail: FindThumbnail;
  findJudgement: FindJudgement;
}

export type FileMark = Mark | 'waiting' | 'stopped';
export type FileFilter = 'all' | Mark;
export type FileSort = TableSort<'name' | 'mark' | 'score' | 'pixels' | 'bytes'>;

/** How a person looks at the list. Without `sort` it is in the order in which it was given. */
export interface FileView {
  search: string;
  shows: FileFilter;
  sort: FileSort | undefined;
}

/** How many pictures the list takes: each has a row. */
export const mostFiles = 5_000;

export function fileMarkOf({ state }: CheckedFile, sensitivity: Sensitivity): FileMark {
  if (state.status === 'waiting' || state.status === 'stopped') return state.status;
  return markOf(state, sensitivity);
}

/** The message key of why a picture that the person gave could not be checked. */
export function reasonKeyOf({ code, format }: Extract<FileState, { status: 'failed' }>) {
  return format ? (`check_format_${format}` as const) : failureKey(code);
}

/** How many carry each mark, what needs attention first, without the marks that none carries. */
export function countFileMarks(
  files: CheckedFile[],
  sensitivity: Sensitivity,
): { mark: Mark; count: number }[] {
  const marks = files.map((file) => fileMarkOf(file, sensitivity));
  return listedMarks
    .map((mark) => ({ mark, count: marks.filter((other) => other === mark).length }))
    .filter(({ count }) => count > 0);
}

/** The files that a person wants to see, in the order in which they want them. */
export function arrangeFiles(
  files: CheckedFile[],
  { search, shows, sort }: FileView,
  sensitivity: Sensitivity,
): CheckedFile[] {
  const text = search.trim().toLowerCase();
  const wanted = files.filter(
    (file) =>
      (shows === 'all' || fileMarkOf(file, sensitivity) === shows) &&
      `${file.place}/${file.name}`.toLowerCase().includes(text),
  );
  if (!sort) return wanted;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return wanted.toSorted((a, b) => sign * comparers[sort.by](a, b, sensitivity));
}

/** Whether anything waits or is being checked. */
export function isBusy({ files, isReading }: Pick<CheckState, 'files' | 'isReading'>): boolean {
  return isReading || files.some(({ state }) => /^(waiting|checking)$/.test(state.status));
}

const listedMarks = ['fake', 'unsure', 'real', 'tooSmall', 'failed', 'checking'] as const;

type Compare = (a: CheckedFile, b: CheckedFile, sensitivity: Sensitivity) => number;

/** Ascending. What has no such value comes first, and so last where the most is first. */
const comparers: Record<FileSort['by'], Compare> = {
  name: (a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }),
  mark: (a, b, sensitivity) => rankOf(a, sensitivity) - rankOf(b, sensitivity),
  score: (a, b) => scoreOf(a) - scoreOf(b),
  pixels: (a, b) => pixelsOf(a) - pixelsOf(b),
  bytes: (a, b) => (a.sizeInBytes ?? -1) - (b.sizeInBytes ?? -1),
};

const ranks: FileMark[] = ['stopped', 'waiting', ...listedMarks.toReversed()];

function rankOf(file: CheckedFile, sensitivity: Sensitivity): number {
  return ranks.indexOf(fileMarkOf(file, sensitivity));
}

function scoreOf({ state }: CheckedFile): number {
  return state.status === 'judged' ? state.score : -1;
}

function pixelsOf({ state }: CheckedFile): number {
  return state.status === 'judged' ? shortSideOf(state.picture) : -1;
}
