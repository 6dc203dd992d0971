import { TargetGoneError, type DevTools } from './devtools.ts';

/** Code that runs in an inference worker before its own does. */
export type Sabotage = string;

/** The offscreen document and the inference workers that it starts: where faults are injected, and what is left is counted. */
export class EngineRoom {
  readonly #devTools: DevTools;
  readonly #page: string;
  readonly #faults: Sabotage[] = [];
  readonly #workers = new Set<string>();
  #started = 0;

  private constructor(devTools: DevTools, page: string) {
    this.#devTools = devTools;
    this.#page = page;
  }

  /**
   * Enters the offscreen document, which must exist. From now on its workers wait for us when they start. With a `prelude`
   * the document is loaded anew, and runs that before its own code.
   */
  static async enter(devTools: DevTools, { prelude = '' } = {}): Promise<EngineRoom> {
    const page = await devTools.attach('/offscreen.html');
    if (prelude) await reload(devTools, { page, prelude });
    const room = new EngineRoom(devTools, page);
    devTools.listen(({ method, params, sessionId }) => {
      if (method === 'Target.detachedFromTarget') room.#workers.delete(String(params['sessionId']));
      if (method !== 'Target.attachedToTarget' || sessionId !== page) return;
      void unlessGone(room.#receive(String(params['sessionId'])));
    });
    const options = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };
    await devTools.send('Target.setAutoAttach', options, page);
    return room;
  }

  /** How many inference workers were started since. */
  get started(): number {
    return this.#started;
  }

  /** How many of them live. */
  get living(): number {
    return this.#workers.size;
  }

  /** The next worker gets the first of these, the one after that the second, and so on. */
  sabotage(...faults: Sabotage[]): void {
    this.#faults.push(...faults);
  }

  /** Lets every clock of the host that runs for as long as `ms` run out after a fraction of that. */
  async hurry(ms: number, times: number): Promise<void> {
    await this.evaluate(`{
      const { setTimeout } = globalThis;
      globalThis.setTimeout = (act, delay, ...rest) =>
        setTimeout(act, delay === ${ms} ? delay / ${times} : delay, ...rest);
    }`);
  }

  /** Evaluates in the offscreen document. */
  async evaluate(expression: string): Promise<unknown> {
    return this.#evaluateIn(this.#page, expression);
  }

  /** Evaluates in every inference worker that lives. One that ends by that answers nothing. */
  async evaluateInWorkers(expression: string): Promise<void> {
    await Promise.all(
      [...this.#workers].map((worker) => unlessGone(this.#evaluateIn(worker, expression))),
    );
  }

  /** Ends the process of the offscreen document, as the browser does when it is out of memory. */
  async crash(): Promise<void> {
    await this.#devTools.send('Page.enable', {}, this.#page);
    // Nobody is left who could answer.
    void this.#devTools.send('Page.crash', {}, this.#page).catch(() => undefined);
  }

  /** Frees what nobody holds any more, in the document and its workers. */
  async collectGarbage(): Promise<void> {
    const sessions = [this.#page, ...this.#workers];
    await Promise.all(
      sessions.map((session) =>
        unlessGone(this.#devTools.send('HeapProfiler.collectGarbage', {}, session)),
      ),
    );
  }

  async #receive(worker: string): Promise<void> {
    const name = await this.#evaluateIn(worker, 'self.name');
    if (String(name).startsWith('candid-inference')) {
      this.#started += 1;
      this.#workers.add(worker);
      const fault = this.#faults.shift();
      if (fault) await this.#evaluateIn(worker, `{ ${fault} }`);
    }
    await this.#devTools.send('Runtime.runIfWaitingForDebugger', {}, worker);
  }

  async #evaluateIn(session: string, expression: string): Promise<unknown> {
    const answer = await this.#devTools.send(
      'Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true },
      session,
    );
    if (answer['exceptionDetails']) throw new Error(JSON.stringify(answer['exceptionDetails']));
    return (answer['result'] as { value?: unknown }).value;
  }
}

/** Workers come and go as the host likes. */
async function unlessGone(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof TargetGoneError)) throw error;
  }
}

async function reload(
  devTools: DevTools,
  { page, prelude }: { page: string; prelude: string },
): Promise<void> {
  await devTools.send('Page.enable', {}, page);
  await devTools.send('Page.addScriptToEvaluateOnNewDocument', { source: prelude }, page);
  const loaded = new Promise<void>((resolve) => {
    const stop = devTools.listen(({ method, sessionId }) => {
      if (method !== 'Page.loadEventFired' || sessionId !== page) return;
      stop();
      resolve();
    });
  });
  await devTools.send('Page.reload', {}, page);
  await loaded;
}
