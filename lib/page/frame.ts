/** Runs one piece of work before the next painting, however often it is asked for. */
export class Frame {
  readonly #work: () => void;
  #isScheduled = false;
  #followUntil = 0;

  constructor(work: () => void, signal: AbortSignal) {
    this.#work = () => {
      if (!signal.aborted) work();
    };
  }

  readonly schedule = (): void => {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => {
      this.#isScheduled = false;
      this.#work();
      if (performance.now() < this.#followUntil) this.schedule();
    });
  };

  /** Runs in every frame for a while: something moves by itself. */
  follow(durationMs: number): void {
    this.#followUntil = performance.now() + durationMs;
    this.schedule();
  }
}
