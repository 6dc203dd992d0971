import type { Page } from '@playwright/test';
import type { BenchBrowser } from './browser.ts';
import type { BenchExtension } from './build-extensions.ts';
import type {
  EngineFacts,
  OurBenchPage,
  PhasedSample,
  PreparationSample,
  Sample,
} from './extensions/bench-page.ts';
import type { Drift } from '../lib/verdict/drift.ts';
import { inPhases, packageOf } from './collect.ts';
import { precisions, type ContestantName, type Precision, type Preparation } from './figures.ts';
import { interleave, type Contestant } from './interleave.ts';
import { Native } from './native/native.ts';

type BrowserContestant = Exclude<ContestantName, 'native'>;

/** Everything that a stage needs. `nativeModel` is an ONNX file. */
export interface Arena {
  browser: BenchBrowser;
  extensions: Record<'ours' | 'stock' | 'isolated', BenchExtension>;
  nativeModel: string;
  nativeThreads: number;
}

export interface ColdStartSample {
  coldMs: number;
  peakBytes: number | undefined;
}

/** From nothing to the first verdict on a picture, each time in a fresh process; native's first pass has no picture. */
export function measureColdStarts(
  { browser, extensions, nativeModel, nativeThreads }: Arena,
  { picture, rounds }: { picture: string; rounds: number },
): Promise<Map<string, ColdStartSample[]>> {
  const inBrowser = (name: BrowserContestant): Contestant<ColdStartSample> => ({
    name,
    async measure() {
      const page = await browser.open(pageOf(extensions, name));
      const coldMs = await page.evaluate((name) => window.bench.coldStart(name), picture);
      return { coldMs, peakBytes: await browser.closeAndReadPeak(page) };
    },
  });
  const native = {
    name: 'native',
    async measure() {
      const startedAt = performance.now();
      const native = await Native.start(nativeModel, nativeThreads);
      const { peakBytes } = await native.run(1);
      native.close();
      return { coldMs: performance.now() - startedAt, peakBytes };
    },
  };
  const all = [...browserContestants.map(inBrowser), native];
  return interleave(all, { warmUps: 1, rounds });
}

/** How far int8 is from single precision on this machine. */
export async function measureDrift({ browser, extensions }: Arena): Promise<Drift> {
  const page = await browser.open(extensions.ours);
  const drift = await page.evaluate(() => (window.bench as OurBenchPage).measureDrift());
  await page.close();
  return drift;
}

const browserContestants = [...precisions, 'stock', 'isolated'] as const;

/** Candid's precisions are two pages of one extension. */
function pageOf(extensions: Arena['extensions'], name: BrowserContestant): { url: string } {
  const { url } = extensions[packageOf(name)];
  return { url: name === 'int8' ? `${url}?int8` : url };
}

/** The pages and the native process that warm stages ask, all of them loaded. Must be closed. */
export interface WarmContestants {
  pages: Record<BrowserContestant, Page>;
  native: Native;
  engines: Record<BrowserContestant | 'native', EngineFacts>;
}

/** Opens everything and judges `picture` once, so that all models are loaded. */
export async function warmUp(arena: Arena, picture: string): Promise<WarmContestants> {
  const { browser, extensions, nativeModel, nativeThreads } = arena;
  const openWarm = async (name: BrowserContestant) => {
    const page = await browser.open(pageOf(extensions, name));
    await page.evaluate((name) => window.bench.judge(name), picture);
    return page;
  };
  const pages = {
    int8: await openWarm('int8'),
    fp32: await openWarm('fp32'),
    stock: await openWarm('stock'),
    isolated: await openWarm('isolated'),
  };
  const engineOf = (page: Page) => page.evaluate(() => window.bench.engine());
  const engines = {
    int8: await engineOf(pages.int8),
    fp32: await engineOf(pages.fp32),
    stock: await engineOf(pages.stock),
    isolated: await engineOf(pages.isolated),
    native: { name: 'cpu', threads: nativeThreads },
  };
  return { pages, native: await Native.start(nativeModel, nativeThreads), engines };
}

/** A sample whose phases are known where the contestant was taken apart. */
export type WarmSample = Sample & Partial<Pick<PhasedSample, 'tensorMs' | 'forwardMs'>>;

/**
 * One call per sample with all `pictures`. Candid's precisions are the shipped worker, which tells no
 * phases, and the same code in a worker with a stopwatch. Whoever is
 * asked comes to the front: Chromium takes processor time from pages that nobody sees.
 */
export function measureWarm(
  { pages, native }: WarmContestants,
  { pictures, rounds, warmUps }: { pictures: string[]; rounds: number; warmUps: number },
): Promise<Map<string, WarmSample[]>> {
  const [first] = pictures;
  if (first === undefined) throw new RangeError('Expected a picture to judge, got none');
  const apart = (name: string, page: Page): Contestant<WarmSample> => ({
    name,
    async measure() {
      await page.bringToFront();
      return page.evaluate((names) => window.bench.judgeBatch(names), pictures);
    },
  });
  const shipped = (name: Precision): Contestant<WarmSample> => ({
    name,
    async measure() {
      await pages[name].bringToFront();
      return pages[name].evaluate((name) => window.bench.judge(name), first);
    },
  });
  const all: Contestant<WarmSample>[] = [
    ...(pictures.length === 1 ? precisions.map(shipped) : []),
    ...precisions.map((name) => apart(inPhases(name), pages[name])),
    apart('stock', pages.stock),
    apart('isolated', pages.isolated),
    { name: 'native', measure: () => measureNative(native, pictures.length) },
  ];
  return interleave(all, { warmUps, rounds });
}

async function measureNative(native: Native, count: number): Promise<WarmSample> {
  const { tookMs } = await native.run(count);
  return { totalMs: tookMs, forwardMs: tookMs, logits: [] };
}

/** Bytes to tensor, ours beside the platform's, for every picture. */
export async function measurePreparation(
  { pages }: WarmContestants,
  { pictures, rounds }: { pictures: { name: string; label: string }[]; rounds: number },
): Promise<Preparation[]> {
  await pages.fp32.bringToFront();
  const all = pictures.map(({ name, label }) => ({
    name: label,
    measure: () =>
      pages.fp32.evaluate((name) => (window.bench as OurBenchPage).samplePreparation(name), name),
  }));
  const samples = await interleave(all, { warmUps: 2, rounds });
  return [...samples].map(([label, times]) => toPreparation(label, times));
}

function toPreparation(label: string, samples: PreparationSample[]): Preparation {
  return {
    label,
    decode: samples.map(({ decodeMs }) => decodeMs),
    resize: samples.map(({ resizeMs }) => resizeMs),
    preview: samples.map(({ previewMs }) => previewMs),
    platform: samples.map(({ platformMs }) => platformMs),
  };
}
