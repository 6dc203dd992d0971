/** Faster than so many screens a second nobody looks at a picture: it is gone before a verdict could be read. */
const screensPerSecond = 2;
const measureMs = 100;
const landMs = 120;

interface FlightOptions {
  /** Called when a page that flew past has slowed. */
  onLand: () => void;
  signal: AbortSignal;
}

/** Whether the page is scrolled so fast that its pictures merely fly past. What they need waits until somebody can look at them. */
export class Flight {
  readonly #onLand: () => void;
  readonly #signal: AbortSignal;
  #from = { position: 0, at: -Infinity };
  #isOn = false;
  #landing: ReturnType<typeof setTimeout> | undefined;

  constructor({ onLand, signal }: FlightOptions) {
    this.#onLand = onLand;
    this.#signal = signal;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Has to be called whenever the page was scrolled. One jump, however far, is no flight. */
  noteScroll(): void {
    const now = performance.now();
    const elapsedMs = now - this.#from.at;
    if (elapsedMs >= measureMs) this.#measure(now, elapsedMs);
    if (!this.#isOn) return;
    clearTimeout(this.#landing);
    this.#landing = setTimeout(() => this.#land(), landMs);
  }

  #measure(now: number, elapsedMs: number): void {
    const position = scrollY;
    const screens = Math.abs(position - this.#from.position) / innerHeight;
    this.#from = { position, at: now };
    // After a rest nobody knows when the page began to move.
    const isFast = elapsedMs < 2 * measureMs && screens > (screensPerSecond * elapsedMs) / 1_000;
    if (isFast) this.#isOn = true;
    else if (this.#isOn) this.#land();
  }

  #land(): void {
    clearTimeout(this.#landing);
    this.#isOn = false;
    if (!this.#signal.aborted) this.#onLand();
  }
}
