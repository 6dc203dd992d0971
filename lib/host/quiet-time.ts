/** What happens when nothing was asked for some time. */
export interface QuietStep {
  afterMs: number;
  act: () => void;
}

/** Counts the time since the last work. Its timers keep nothing alive: a context that ends takes them with it. */
export class QuietTime {
  readonly #steps: readonly QuietStep[];
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(steps: readonly QuietStep[]) {
    this.#steps = steps;
  }

  /** Does `work`, and counts from its end. */
  async after<Value>(work: () => Promise<Value>): Promise<Value> {
    this.stop();
    try {
      return await work();
    } finally {
      this.stop();
      this.#timers = this.#steps.map(({ act, afterMs }) => setTimeout(act, afterMs));
    }
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}
