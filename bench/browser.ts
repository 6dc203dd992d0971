import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { launchWithExtension } from '../e2e/browser/launch.ts';
import type { BenchExtension } from './build-extensions.ts';

/** One Chromium with all bench extensions, which reaches no network. Must be closed. */
export class BenchBrowser {
  readonly #context: BrowserContext;
  readonly #browser: Browser;
  readonly #spentProcesses = new Set<number>();

  private constructor(context: BrowserContext, browser: Browser) {
    this.#context = context;
    this.#browser = browser;
  }

  static async launch(
    executablePath: string,
    extensions: readonly BenchExtension[],
  ): Promise<BenchBrowser> {
    const context = await launchWithExtension({
      executablePath,
      extension: extensions.map(({ folder }) => folder).join(','),
      profile: '',
      hostRules: ['MAP * ~NOTFOUND'],
      headless: true,
    });
    const browser = context.browser();
    if (!browser) throw new Error('Expected Chromium, got a context without a browser');
    return new BenchBrowser(context, browser);
  }

  get version(): string {
    return this.#browser.version();
  }

  /** Opens the page of an extension and waits until it can be asked. */
  async open({ url }: Pick<BenchExtension, 'url'>): Promise<Page> {
    const page = await this.#context.newPage();
    await page.goto(url);
    await page.waitForFunction(() => 'bench' in window);
    return page;
  }

  /**
   * Closes a page and answers the most resident memory that its process ever had, in bytes, workers included; undefined
   * where the operating system does not tell (only Linux does). No other page of an extension may be open.
   */
  async closeAndReadPeak(page: Page): Promise<number | undefined> {
    const processes = await this.#extensionProcesses();
    const peaks = processes.map(readPeakMemory).filter((peak) => peak !== undefined);
    for (const id of processes) this.#spentProcesses.add(id);
    await page.close();
    return peaks.length > 0 ? Math.max(...peaks) : undefined;
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  /** Renderers of extensions, but for those that only wait for their end. */
  async #extensionProcesses(): Promise<number[]> {
    const session = await this.#browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    return processInfo
      .filter(({ type }) => type === 'renderer')
      .map(({ id }) => id)
      .filter((id) => isExtensionProcess(id) && !this.#spentProcesses.has(id));
  }
}

function isExtensionProcess(id: number): boolean {
  return readProcessFile(id, 'cmdline')?.includes('--extension-process') ?? false;
}

function readPeakMemory(id: number): number | undefined {
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readProcessFile(id, 'status') ?? '')?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

function readProcessFile(id: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${id}/${name}`, 'utf8');
  } catch {
    return undefined; // Another system than Linux, or the process has just ended.
  }
}
