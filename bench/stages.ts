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
import type { Preparation } from './figures.ts';
import { interleave, type Contestant } from './interleave.ts';
import { Native } from './native/native.ts';

type BrowserContestant = 'ours' | 'stock' | 'isolated';

/** Everything that a stage needs. `nativeModel` is an ONNX file. */
export interface Arena {
  browser: BenchBrowser;
  extensions: Record<BrowserContestant, BenchExtension>;
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
      const page = await browser.open(extensions[name]);
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
  const all = [inBrowser('ours'), inBrowser('stock'), inBrowser('isolated'), native];
  return interleave(all, { warmUps: 1, rounds });
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
    const page = await browser.open(extensions[name]);
    await page.evaluate((name) => window.bench.judge(name), picture);
    return page;
  };
  const pages = {
    ours: await openWarm('ours'),
    stock: await openWarm('stock'),
    isolated: await openWarm('isolated'),
  };
  const engineOf = (page: Page) => page.evaluate(() => window.bench.engine());
  const engines = {
    ours: await engineOf(pages.ours),
    stock: await engineOf(pages.stock),
    isolated: await engineOf(pages.isolated),
    native: { name: 'cpu', threads: nativeThreads },
  };
  return { pages, native: await Native.start(nativeModel, nativeThreads), engines };
}

/** A sample whose phases are known where the contestant was taken apart. */
export type WarmSample = Sample & Partial<Pick<PhasedSample, 'tensorMs' | 'forwardMs'>>;

/**
 * One call per sample with all `pictures`. `ours` is the shipped worker, which judges one picture a call and tells no phases;
 * `oursInPhases` the same code in a worker with a stopwatch. Whoever is
 * asked comes to the front: Chromium takes processor time from pages that nobody sees.
 */
export function measureWarm(
  { pages, native }: WarmContestants,
  { pictures, rounds, warmUps }: { pictures: string[]; rounds: number; warmUps: number },
): Promise<Map<string, WarmSample[]>> {
  const [first] = pictures;
  if (first === undefined) throw new RangeError('Expected a picture to judge, got none');
  const inPhases = (name: string, page: Page): Contestant<WarmSample> => ({
    name,
    async measure() {
      await page.bringToFront();
      return page.evaluate((names) => window.bench.judgeBatch(names), pictures);
    },
  });
  const shipped = {
    name: 'ours',
    async measure() {
      await pages.ours.bringToFront();
      return pages.ours.evaluate((name) => window.bench.judge(name), first);
    },
  };
  const all: Contestant<WarmSample>[] = [
    ...(pictures.length === 1 ? [shipped] : []),
    inPhases('oursInPhases', pages.ours),
    inPhases('stock', pages.stock),
    inPhases('isolated', pages.isolated),
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
  await pages.ours.bringToFront();
  const all = pictures.map(({ name, label }) => ({
    name: label,
    measure: () =>
      pages.ours.evaluate((name) => (window.bench as OurBenchPage).samplePreparation(name), name),
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
