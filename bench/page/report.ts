import { median, spread } from '../statistics.ts';
import type { Visit } from './visit.ts';

/** All visits of the page with one guest; the first guest of a comparison is nobody, the second Candid. */
export interface Figures {
  name: string;
  visits: Visit[];
}

/** Under which circumstances. No names of computers, no paths. */
export interface Circumstances {
  date: string;
  machine: string;
  rounds: number;
  pictures: number;
}

const frameMs = 1_000 / 60;

interface Row {
  label: string;
  /** One number of all visits of a guest; undefined where nothing was measured. */
  of: (figures: Figures, bare: Figures) => number | undefined;
  format: (value: number) => string;
}

const rows: Row[] = [
  { label: 'layout shift', of: worst('layoutShift'), format: (value) => value.toFixed(3) },
  { label: "longest task, ms of the thread's time", of: worst('longestTaskMs'), format: whole },
  {
    label: 'tasks over 50 ms by the clock, a visit',
    of: middle(({ longTasks }) => longTasks.length),
    format: whole,
  },
  { label: 'main thread, ms a visit', of: middle((visit) => visit.mainThreadMs), format: whole },
  { label: '… of them script', of: middle((visit) => visit.scriptMs), format: whole },
  { label: '… more, of the time the scroll takes', of: addedShare, format: percent },
  { label: "… more, of the page's own", of: addedToOwn, format: percent },
  { label: 'JS heap after all, MB', of: middle((visit) => visit.heapBytes), format: megabytes },
  { label: 'private memory of the page, MB', of: middle(privateBytesOf), format: megabytes },
  { label: '… more, MB', of: addedMemory, format: megabytes },
  {
    label: 'pictures that the extension fetched',
    of: middle((visit) => visit.fetchedAgain),
    format: whole,
  },
];

/** The figures as Markdown. */
export function describeFigures(
  all: readonly [Figures, ...Figures[]],
  { date, machine, rounds, pictures }: Circumstances,
): string {
  const [bare] = all;
  const seconds = (frameMs * (bare.visits[0]?.frames ?? 0)) / 1_000;
  const body = rows.map(({ label, of, format }) => {
    const cells = all.map((figures) => {
      const value = of(figures, bare);
      return value === undefined || Number.isNaN(value) ? '–' : format(value);
    });
    return `| ${[label, ...cells].join(' | ')} |`;
  });
  return [
    `\`npm run bench:page\`, ${date}, ${machine}. Medians of ${rounds}, the worst of them for layout shift and the longest task. ` +
      `${pictures} pictures in ${seconds.toFixed(0)} s (at 60 frames a second) from top to bottom.`,
    [
      `| | ${all.map(({ name }) => name).join(' | ')} |`,
      `| --- | ${all.map(() => '--:').join(' | ')} |`,
      ...body,
    ].join('\n'),
    `The middle half of the samples of the main thread's time lies within ${percent(widestSpread(all))} of its median, at worst.`,
  ].join('\n\n');
}

/** The last line of a run: what Candid adds to the page. */
export function describeHarm(candid: Figures, bare: Figures): string {
  const shift = worst('layoutShift')(candid) - worst('layoutShift')(bare);
  const memory = addedMemory(candid, bare) ?? addedHeap(candid, bare);
  return (
    `layout shift ${Math.abs(shift).toFixed(3)}, longest task ${whole(worst('longestTaskMs')(candid))} ms, ` +
    `main thread ${signed(addedShare(candid, bare) * 100)} %, memory ${signed(memory / 1e6)} MB`
  );
}

function worst(quantity: 'layoutShift' | 'longestTaskMs') {
  return ({ visits }: Figures) => Math.max(...visits.map((visit) => visit[quantity]));
}

function middle(read: (visit: Visit) => number) {
  return ({ visits }: Figures) => median(visits.map(read));
}

const mainThreadOf = middle((visit) => visit.mainThreadMs);

/** What the main thread does more, as a share of all it could do while the page is scrolled. */
function addedShare(figures: Figures, bare: Figures): number {
  const { frames = NaN } = bare.visits[0] ?? {};
  return (mainThreadOf(figures) - mainThreadOf(bare)) / (frames * frameMs);
}

function addedToOwn(figures: Figures, bare: Figures): number {
  return mainThreadOf(figures) / mainThreadOf(bare) - 1;
}

function privateBytesOf({ privateBytes }: Visit): number {
  return privateBytes ?? NaN;
}

function addedMemory(figures: Figures, bare: Figures): number | undefined {
  const added = middle(privateBytesOf)(figures) - middle(privateBytesOf)(bare);
  return Number.isNaN(added) ? undefined : added;
}

function addedHeap(figures: Figures, bare: Figures): number {
  const heapOf = middle((visit) => visit.heapBytes);
  return heapOf(figures) - heapOf(bare);
}

function widestSpread(all: readonly Figures[]): number {
  return Math.max(...all.map(({ visits }) => spread(visits.map((visit) => visit.mainThreadMs))));
}

function whole(value: number): string {
  return value.toFixed(0);
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function signed(value: number): string {
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(1)}`;
}
