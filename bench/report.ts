import { isSmallDrift, mostDrift, type Drift } from '../lib/verdict/drift.ts';
import {
  contestants,
  precisions,
  type ContestantName,
  type Figures,
  type Precision,
  type Preparation,
  type Quantity,
} from './figures.ts';
import { median, spread } from './statistics.ts';

/** All that a run found out. `runsOn` is Candid's rung; `largestLogitGap` is between fp32 and stock on the same pictures. */
export interface Findings {
  figures: Figures;
  preparations: Preparation[];
  runsOn: string;
  drift: Drift;
  largestLogitGap: number;
  wholePackageBytes: number;
}

/** Under which circumstances. No names of computers, no paths. */
export interface Circumstances {
  command: string;
  date: string;
  machine: string;
  rounds: number;
}

interface Row {
  label: string;
  quantity: Quantity;
  format: (value: number) => string;
}

const ms = (value: number) => value.toFixed(0);
const megabytes = (value: number) => `${(value / 1e6).toFixed(1)} MB`;

const rows: Row[] = [
  { label: 'threads', quantity: 'threads', format: String },
  { label: 'feed JPEG 1080 x 1350: bytes to verdict, ms', quantity: 'feedTotal', format: ms },
  { label: '… bytes to tensor', quantity: 'feedTensor', format: ms },
  { label: '… forward', quantity: 'feedForward', format: ms },
  { label: '12-megapixel JPEG: bytes to verdict, ms', quantity: 'phoneTotal', format: ms },
  { label: '… bytes to tensor', quantity: 'phoneTensor', format: ms },
  { label: '… forward', quantity: 'phoneForward', format: ms },
  { label: 'batch of 8 feed JPEGs: ms per picture', quantity: 'batchTotalPerPicture', format: ms },
  { label: '… forward', quantity: 'batchForwardPerPicture', format: ms },
  { label: 'cold start to first verdict, ms', quantity: 'coldStart', format: ms },
  { label: 'peak memory of the process (RSS)', quantity: 'peakMemory', format: megabytes },
  { label: 'package without model', quantity: 'packageSize', format: megabytes },
];

const titles: Record<ContestantName, string> = {
  int8: 'Candid, int8',
  fp32: 'Candid, fp32',
  stock: 'stock, fp32 WASM',
  isolated: 'stock, isolated',
  native: 'native, fp32 CPU',
};

const rivalries = precisions.flatMap((ours) =>
  (['stock', 'isolated'] as const).map((rival) => ({ rival, ours })),
);

/** The precision that Candid takes on this machine. */
export function precisionOf(drift: Drift): Precision {
  return isSmallDrift(drift) ? 'int8' : 'fp32';
}

/** The findings as Markdown. */
export function describeFindings(findings: Findings, circumstances: Circumstances): string {
  const { command, date, machine, rounds } = circumstances;
  const { figures, runsOn, drift, largestLogitGap, wholePackageBytes } = findings;
  return [
    `\`${command}\`, ${date}, ${machine}. Medians of ${rounds}. Candid runs on ${runsOn}.`,
    table(
      [
        '',
        ...contestants.map((name) => titles[name]),
        ...rivalries.map(({ rival, ours }) => `${rival} / ${ours}`),
      ],
      [...rows.map((row) => describeRow(row, figures))],
    ),
    `The middle half of the samples of a time lies within ${percent(widestSpread(figures))} of its median, ` +
      `at worst. Logits of Candid in fp32 and stock differ by at most ${largestLogitGap.toFixed(3)} on the feed pictures. ` +
      `The whole package of Candid with its embedded model is ${megabytes(wholePackageBytes)}.`,
    describeDrift(drift),
    describePreparations(findings.preparations),
  ].join('\n\n');
}

function describeDrift(drift: Drift): string {
  const { pictures, median, p99, worst, zoneChanges } = drift;
  const opens = isSmallDrift(drift) ? 'opens' : 'stays shut';
  return (
    `The gate of int8 ${opens} for these weights: over ${pictures} pictures its logits are ${median.toFixed(4)} from fp32's ` +
    `in the median, ${p99.toFixed(4)} at p99 (at most ${mostDrift} allowed), ${worst.toFixed(4)} at worst, ` +
    `and ${zoneChanges} change their zone.`
  );
}

function describeRow({ label, quantity, format }: Row, figures: Figures): string[] {
  const cells = contestants.map((name) => {
    const samples = figures[name][quantity];
    return samples?.length ? format(median(samples)) : '–';
  });
  const hasRatio = quantity !== 'threads';
  const ratios = rivalries.map(({ rival, ours }) =>
    hasRatio ? ratio(figures[rival][quantity], figures[ours][quantity]) : '–',
  );
  return [label, ...cells, ...ratios];
}

function describePreparations(preparations: Preparation[]): string {
  const header = ['bytes to tensor, ms', 'decode', 'resize', 'together', 'platform', 'ratio'];
  return table(
    [...header, 'preview (not counted)'],
    preparations.map(({ label, decode, resize, preview, platform }) => {
      const together = togetherOf({ decode, resize });
      const times = [decode, resize, together, platform].map((samples) => tenths(median(samples)));
      return [label, ...times, ratio(together, platform), tenths(median(preview))];
    }),
  );
}

function togetherOf({ decode, resize }: Pick<Preparation, 'decode' | 'resize'>): number[] {
  return decode.map((time, at) => time + (resize[at] ?? NaN));
}

/** The last line of a run, for the precision that is used. Speed of the whole way over both stocks; of native, whose way is only the forward pass, that. */
export function describeSpeedUp(figures: Figures, precision: Precision): string {
  const { stock, isolated, native, [precision]: ours } = figures;
  const overStock = ratio(stock.feedTotal, ours.feedTotal);
  const overIsolated = ratio(isolated.feedTotal, ours.feedTotal);
  const ofNative = ratio(native.feedForward, ours.feedForward);
  return `speed-up over stock ${overStock}, over isolated ${overIsolated}, of native ${ofNative}`;
}

/** The page with what stands between the markers of a command replaced. Throws when it has none. */
export function replaceBetweenMarkers(page: string, text: string, command = 'bench'): string {
  const startMarker = `<!-- ${command}: written by the command -->`;
  const endMarker = `<!-- /${command} -->`;
  const start = page.indexOf(startMarker);
  const end = page.indexOf(endMarker);
  if (start < 0 || end < start) throw new Error(`Expected ${startMarker} … ${endMarker}, got none`);
  return `${page.slice(0, start + startMarker.length)}\n\n${text}\n\n${page.slice(end)}`;
}

function widestSpread(figures: Figures): number {
  const times = rows.filter(({ format }) => format === ms).map(({ quantity }) => quantity);
  const spreads = contestants.flatMap((name) =>
    times
      .map((quantity) => figures[name][quantity] ?? [])
      .filter((samples) => samples.length > 0)
      .map(spread),
  );
  return Math.max(...spreads);
}

function ratio(others: number[] | undefined, ours: number[] | undefined): string {
  return others?.length && ours?.length ? (median(others) / median(ours)).toFixed(2) : '–';
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(0)} %`;
}

function tenths(value: number): string {
  return value.toFixed(1);
}

function table(header: string[], body: string[][]): string {
  const rule = header.map((_, column) => (column === 0 ? '---' : '--:'));
  return [header, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
