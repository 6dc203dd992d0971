import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, CDPSession } from '@playwright/test';
import { launchWithExtension } from '../../e2e/browser/launch.ts';
import type { Site } from '../../e2e/site/site.ts';
import type { Guest } from './contestant.ts';
import { feedUrl } from './feed.ts';
import { taskTimesOf, type TraceEvent } from './main-thread.ts';
import { installProbe, readProbe, scrollThrough, type Scroll, type Seen } from './page-probe.ts';

/** What one visit of the page cost. Times are in ms of the main thread's own time, unless they say otherwise; sizes in bytes. */
export interface Visit extends Scroll, Seen {
  longestTaskMs: number;
  /** From the page's first byte to its last picture. */
  mainThreadMs: number;
  scriptMs: number;
  heapBytes: number;
  /** The private memory of the page's process; undefined where the operating system does not tell (only Linux does). */
  privateBytes: number | undefined;
  /** How many of the pictures were asked for by a script, which the page has none of. */
  fetchedAgain: number;
}

interface VisitOptions {
  executablePath: string;
  guest: Guest;
  site: Site;
  pictureUrls: string[];
  frames: number;
}

const startMs = 3_000;
const lookMs = 1_500;
const restMs = 2_500;

/** Opens the feed in a browser of its own, scrolls it from top to bottom and measures the page. */
export async function visit(options: VisitOptions): Promise<Visit> {
  const { executablePath, guest, site, pictureUrls, frames } = options;
  const context = await launchWithExtension({
    executablePath,
    extension: guest.folder ?? '',
    profile: '',
    hostRules: [`MAP * 127.0.0.1:${site.port}`, 'EXCLUDE localhost'],
    headless: true,
    args: ['--ignore-certificate-errors'],
  });
  try {
    site.forgetRequests();
    const seen = await new Measurement(context, browserOf(context)).run(frames);
    return { ...seen, fetchedAgain: countScriptRequests(site, pictureUrls) };
  } finally {
    await context.close();
  }
}

class Measurement {
  readonly #context: BrowserContext;
  readonly #browser: Browser;

  constructor(context: BrowserContext, browser: Browser) {
    this.#context = context;
    this.#browser = browser;
  }

  async run(frames: number): Promise<Omit<Visit, 'fetchedAgain'>> {
    const page = await this.#context.newPage();
    await page.waitForTimeout(startMs); // Extensions register themselves, and some open a page of their own.
    await page.bringToFront();
    await page.addInitScript(installProbe);
    const trace = await this.#startTrace();
    await page.goto(feedUrl, { waitUntil: 'commit' });
    const session = await this.#context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.waitForLoadState();
    await page.waitForTimeout(lookMs);
    const scroll = await page.evaluate(scrollThrough, { frames });
    await page.waitForTimeout(restMs);
    const metrics = await readMetrics(session);
    const seen = await page.evaluate(readProbe);
    const pid = await this.#findProcess();
    const tasks = taskTimesOf(await trace.stop(), pid);
    return {
      ...scroll,
      ...seen,
      ...metrics,
      longestTaskMs: Math.max(...tasks),
      ...(await measureMemory(session, pid)),
    };
  }

  async #startTrace(): Promise<{ stop: () => Promise<TraceEvent[]> }> {
    const session = await this.#browser.newBrowserCDPSession();
    const events: TraceEvent[] = [];
    session.on('Tracing.dataCollected', ({ value }) => {
      events.push(...(value as unknown as TraceEvent[]).filter(isWanted));
    });
    await session.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] },
    });
    const stop = async () => {
      const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
      await session.send('Tracing.end');
      await complete;
      await session.detach();
      return events;
    };
    return { stop };
  }

  /** The renderer that has worked most and is no extension's. */
  async #findProcess(): Promise<number> {
    const session = await this.#browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    const [busiest] = processInfo
      .filter(({ type, id }) => type === 'renderer' && !isExtensionProcess(id))
      .toSorted((a, b) => b.cpuTime - a.cpuTime);
    if (!busiest) throw new Error('Expected the process of the page, got none');
    return busiest.id;
  }
}

function isWanted({ name }: TraceEvent): boolean {
  return name === 'thread_name' || name.endsWith('RunTask');
}

async function readMetrics(session: CDPSession) {
  const { metrics } = await session.send('Performance.getMetrics');
  const inMs = (wanted: string) =>
    (metrics.find(({ name }) => name === wanted)?.value ?? NaN) * 1_000;
  return { mainThreadMs: inMs('TaskDuration'), scriptMs: inMs('ScriptDuration') };
}

/** What is left when all garbage is gone. */
async function measureMemory(session: CDPSession, pid: number) {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const heapBytes = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? NaN;
  const kilobytes = /RssAnon:\s+(\d+) kB/.exec(readProcessFile(pid, 'status'))?.[1];
  const privateBytes = kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  return { heapBytes, privateBytes };
}

function countScriptRequests(site: Site, pictureUrls: string[]): number {
  return pictureUrls.filter((url) => site.requestsFor(url).includes('empty')).length;
}

function browserOf(context: BrowserContext): Browser {
  const browser = context.browser();
  if (!browser) throw new Error('Expected Chromium, got a context without a browser');
  return browser;
}

function isExtensionProcess(id: number): boolean {
  return readProcessFile(id, 'cmdline').includes('--extension-process');
}

function readProcessFile(id: number, name: string): string {
  try {
    return readFileSync(`/proc/${id}/${name}`, 'utf8');
  } catch {
    return ''; // Another system than Linux, or the process has just ended.
  }
}
