import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { extensionIdOf, findServiceWorker, launchWithExtension } from '../../e2e/browser/launch.ts';
import type { Answer, Probe } from '../../lib/messaging/protocol.ts';
import type { HealthReport } from '../../lib/verdict/health.ts';

export interface EngineBrowserOptions {
  executablePath: string;
  /** The folder of the built extension. */
  extension: string;
  args?: string[];
}

/** What the shipped engine says of a file. Row by row where there is a heatmap. */
export interface JudgedFile extends Omit<Probe, 'heatmap' | 'embedding'> {
  heatmap: { columns: number; rows: number; values: number[] } | null;
  embedding: number[] | null;
}

/** A file of this computer after its turn: judged, or refused with the reason. */
export type FileOutcome = { path: string } & BytesOutcome;

/** A file's bytes after their turn: judged, or refused with the reason. */
export type BytesOutcome =
  { ok: true; judged: JudgedFile } | { ok: false; code: string; message: string };

interface FileRun {
  /** Gets every file as soon as it had its turn, and how many are done. */
  onOutcome?: (outcome: FileOutcome, done: number) => void;
  signal?: AbortSignal;
}

/** A Chromium with the built extension, reaching no network, that judges files by the very engine that ships. Must be closed. */
export class EngineBrowser {
  readonly #context: BrowserContext;
  readonly #page: Page;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.#page = page;
  }

  static async launch(options: EngineBrowserOptions): Promise<EngineBrowser> {
    const context = await launchWithExtension({
      ...options,
      profile: '',
      hostRules: ['MAP * ~NOTFOUND'],
      headless: true,
    });
    const id = extensionIdOf(await findServiceWorker(context));
    const page = await context.newPage();
    await page.goto(`chrome-extension://${id}/health.html`);
    return new EngineBrowser(context, page);
  }

  /** Which engine judges, and how it is doing. It loads with the first file. */
  async getHealth(): Promise<HealthReport> {
    return open((await this.#page.evaluate(askForHealth)) as Answer) as HealthReport;
  }

  /** Judges one file anew. @throws Error saying why it cannot. */
  async judge(file: Uint8Array): Promise<JudgedFile> {
    const base64 = Buffer.from(file).toString('base64');
    return open((await this.#page.evaluate(probe, base64)) as Answer) as JudgedFile;
  }

  /** Judges one file anew. One that cannot be judged is no error. */
  async judgeBytes(file: Uint8Array): Promise<BytesOutcome> {
    const base64 = Buffer.from(file).toString('base64');
    const answer = (await this.#page.evaluate(probe, base64)) as Answer;
    if (answer.ok) return { ok: true, judged: answer.value as JudgedFile };
    return { ok: false, code: codeOf(answer), message: answer.message };
  }

  /** Judges files one after the other. One that cannot be judged does not end the run. */
  async judgeFiles(paths: readonly string[], run: FileRun = {}): Promise<FileOutcome[]> {
    const outcomes: FileOutcome[] = [];
    for (const path of paths) {
      run.signal?.throwIfAborted();
      const outcome = await this.#judgeFile(path);
      outcomes.push(outcome);
      run.onOutcome?.(outcome, outcomes.length);
    }
    return outcomes;
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  async #judgeFile(path: string): Promise<FileOutcome> {
    return { path, ...(await this.judgeBytes(await readFile(path))) };
  }
}

function open(answer: Answer): unknown {
  if (answer.ok) return answer.value;
  throw new Error(`${codeOf(answer)}: ${answer.message}`);
}

function codeOf(answer: Exclude<Answer, { ok: true }>): string {
  return 'code' in answer ? answer.code : answer.modelCode;
}

// These two run in the extension's page: they reach nothing of this file.

function askForHealth(): Promise<unknown> {
  return chrome.runtime.sendMessage({ candid: 'host', name: 'getHealth', args: {} });
}

/** Typed arrays do not come through from a page; lists of numbers do. */
async function probe(base64: string): Promise<unknown> {
  const file = await fetch(`data:;base64,${base64}`);
  const args = { bytes: await file.arrayBuffer(), isPrecise: true };
  const answer: Answer = await chrome.runtime.sendMessage({
    candid: 'host',
    name: 'probeImage',
    args,
  });
  if (!answer.ok) return answer;
  const { heatmap, embedding, ...rest } = answer.value as Probe;
  const value = {
    ...rest,
    heatmap: heatmap && { ...heatmap, values: [...heatmap.values] },
    embedding: embedding && [...embedding],
  };
  return { ok: true, value };
}
