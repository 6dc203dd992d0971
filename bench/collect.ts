import type { BenchExtension } from './build-extensions.ts';
import {
  contestants,
  precisions,
  type ContestantName,
  type Figures,
  type Quantity,
} from './figures.ts';
import type { ColdStartSample, WarmContestants, WarmSample } from './stages.ts';

type Samples = ReadonlyMap<string, WarmSample[]>;

/** The samples of all stages, by contestant. */
export interface StageSamples {
  cold: ReadonlyMap<string, ColdStartSample[]>;
  feed: Samples;
  phone: Samples;
  batch: Samples;
  engines: WarmContestants['engines'];
}

/** Sorts the samples of all stages by contestant and quantity. */
export function collectFigures(
  samples: StageSamples,
  extensions: Record<'ours' | 'stock' | 'isolated', BenchExtension>,
): Figures {
  const figures = (name: ContestantName) => ({
    threads: [samples.engines[name].threads],
    packageSize: name === 'native' ? [] : [extensions[packageOf(name)].sizeInBytes],
    ...coldFigures(samples.cold.get(name) ?? []),
    ...warmFigures(samples, name),
  });
  const entries = contestants.map((name) => [name, figures(name)]);
  return Object.fromEntries(entries) as Figures;
}

function isOurs(name: ContestantName): name is (typeof precisions)[number] {
  return precisions.some((precision) => precision === name);
}

/** In which extension a contestant runs. */
export function packageOf(name: Exclude<ContestantName, 'native'>): 'ours' | 'stock' | 'isolated' {
  return name === 'stock' || name === 'isolated' ? name : 'ours';
}

/** What Candid's contestants are called where they run with a stopwatch inside. */
export function inPhases(name: (typeof precisions)[number]): string {
  return `${name} in phases`;
}

function coldFigures(samples: ColdStartSample[]): Partial<Record<Quantity, number[]>> {
  return {
    coldStart: samples.map(({ coldMs }) => coldMs),
    peakMemory: samples.map(({ peakBytes }) => peakBytes).filter((peak) => peak !== undefined),
  };
}

/** Native has no way from bytes to verdict. Ours is timed as shipped, and taken apart in the worker with the stopwatch. */
function warmFigures(
  { feed, phone, batch }: StageSamples,
  name: ContestantName,
): Partial<Record<Quantity, number[]>> {
  const apart = isOurs(name) ? inPhases(name) : name;
  const total = (samples: Samples, key: string) =>
    name === 'native' ? [] : timesOf(samples.get(key), 'totalMs');
  const size = batch.get('stock')?.[0]?.logits.length ?? NaN;
  const perPicture = (times: number[]) => times.map((time) => time / size);
  return {
    feedTotal: total(feed, name),
    feedTensor: timesOf(feed.get(apart), 'tensorMs'),
    feedForward: timesOf(feed.get(apart), 'forwardMs'),
    phoneTotal: total(phone, name),
    phoneTensor: timesOf(phone.get(apart), 'tensorMs'),
    phoneForward: timesOf(phone.get(apart), 'forwardMs'),
    batchTotalPerPicture: perPicture(total(batch, apart)),
    batchForwardPerPicture: perPicture(timesOf(batch.get(apart), 'forwardMs')),
  };
}

function timesOf(
  samples: WarmSample[] | undefined,
  phase: 'totalMs' | 'tensorMs' | 'forwardMs',
): number[] {
  return (samples ?? []).map((sample) => sample[phase]).filter((time) => time !== undefined);
}

/** How far Candid in single precision and stock are apart on any picture of a batch: that they do the same work. */
export function largestLogitGap(batch: Samples): number {
  const ours = batch.get(inPhases('fp32'))?.[0]?.logits ?? [];
  const stock = batch.get('stock')?.[0]?.logits ?? [];
  return Math.max(...ours.map((logit, at) => Math.abs(logit - (stock[at] ?? NaN))));
}
