/** Runs one piece of work before the next painting, however often it is asked for. */
export class Frame {
  readonly #work: () => boolean;
  readonly #signal: AbortSignal;
  #isScheduled = false;

  /** `work` answers whether it has to run in the next frame too: something moves by itself, or there is more to do. */
  constructor(work: () => boolean, signal: AbortSignal) {
    this.#work = work;
    this.#signal = signal;
  }

  readonly schedule = (): void => {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => {
      this.#isScheduled = false;
      if (!this.#signal.aborted && this.#work()) this.schedule();
    });
  };
}
