import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { DevTools } from '../../e2e/browser/devtools.ts';
import { EngineRoom } from '../../e2e/browser/engine-room.ts';
import { findServiceWorker, launchWithExtension } from '../../e2e/browser/launch.ts';
import { createProfile } from '../../e2e/browser/profile.ts';
import { openEnginePopup } from '../../e2e/pages/popup.ts';
import type { Site } from '../../e2e/site/site.ts';
import { withinTime } from '../../lib/host/waiting.ts';

interface SoakOptions {
  executablePath: string;
  /** The folder of the built extension. */
  extension: string;
  site: Site;
}

/** How many messages the host was asked, and how many of them it answered. */
export interface MessageCount {
  asked: number;
  answered: number;
}

const pageMs = 30_000;

/** Counts, in the offscreen document, what its listeners promise to answer. Runs before the document's own code. */
const countMessages = `
  self.soak = { asked: 0, answered: 0 };
  const count = (listener) => (...args) => {
    const answer = listener(...args);
    if (!(answer instanceof Promise)) return answer;
    self.soak.asked += 1;
    answer.finally(() => { self.soak.answered += 1; });
    return answer;
  };
  for (const { runtime } of new Set([self.browser, self.chrome])) {
    const { addListener } = runtime.onMessage;
    runtime.onMessage.addListener = (listener) =>
      addListener.call(runtime.onMessage, count(listener));
  }`;

/** One Chromium with the extension, all of whose names lead to `site`. Must be closed. */
export class SoakBrowser {
  readonly #context: BrowserContext;
  readonly #devTools: DevTools;
  readonly #engine: EngineRoom;

  private constructor(context: BrowserContext, devTools: DevTools, engine: EngineRoom) {
    this.#context = context;
    this.#devTools = devTools;
    this.#engine = engine;
  }

  static async launch({ executablePath, extension, site }: SoakOptions): Promise<SoakBrowser> {
    const profile = createProfile();
    const context = await launchWithExtension({
      executablePath,
      extension,
      profile,
      hostRules: [`MAP * 127.0.0.1:${site.port}`, 'EXCLUDE localhost'],
      headless: true,
      args: ['--ignore-certificate-errors', '--remote-debugging-port=0'],
    });
    const popup = await openEnginePopup(context, await findServiceWorker(context));
    await popup.getByText('starts with the first picture').waitFor();
    const devTools = await DevTools.connect(profile);
    const engine = await EngineRoom.enter(devTools, { prelude: countMessages });
    await popup.close();
    return new SoakBrowser(context, devTools, engine);
  }

  /** @throws Error when the browser does not open it. */
  newPage(): Promise<Page> {
    const tooLate = () => new Error(`Expected a new page within ${pageMs / 1000} s`);
    return withinTime(this.#context.newPage(), pageMs, tooLate);
  }

  /** A page of the extension, which may speak with the host. */
  async newExtensionPage(): Promise<Page> {
    return openEnginePopup(this.#context, await findServiceWorker(this.#context));
  }

  /** How many workers were started so far. */
  get startedWorkers(): number {
    return this.#engine.started;
  }

  /** Ends the inference workers from within, which tells nobody. */
  async killWorkers(): Promise<void> {
    await this.#engine.evaluateInWorkers('self.close()');
  }

  async countMessages(): Promise<MessageCount> {
    return (await this.#engine.evaluate('self.soak')) as MessageCount;
  }

  /** The resident memory of the process that the offscreen document lives in, its workers included, without garbage. */
  async readMemory(): Promise<number> {
    await this.#engine.collectGarbage();
    const { processInfo } = await this.#devTools.send('SystemInfo.getProcessInfo');
    const renderers = (processInfo as { type: string; id: number }[])
      .filter(({ type }) => type === 'renderer')
      .filter(({ id }) => readProcessFile(id, 'cmdline').includes('--extension-process'));
    return renderers.reduce((sum, { id }) => sum + readResidentBytes(id), 0);
  }

  async close(): Promise<void> {
    this.#devTools.close();
    const tooLate = () => new Error(`Expected the browser to close within ${pageMs / 1000} s`);
    await withinTime(this.#context.close(), pageMs, tooLate);
  }
}

function readResidentBytes(id: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readProcessFile(id, 'status'))?.[1];
  return Number(kilobytes ?? NaN) * 1024;
}

/** Only Linux tells; a soak elsewhere ends with no number. */
function readProcessFile(id: number, name: string): string {
  return readFileSync(`/proc/${id}/${name}`, 'utf8');
}
