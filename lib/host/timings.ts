/** How long pictures took in the worker. `medianMs` is of the latest ones, null before the first. */
export interface PictureTimings {
  pictures: number;
  medianMs: number | null;
}

const latest = 101;

/** Notes how long pictures take. */
export class Timings {
  #pictures = 0;
  #latestMs: number[] = [];

  note({ pictures, tookMs }: { pictures: number; tookMs: number }): void {
    this.#pictures += pictures;
    const each = Array<number>(pictures).fill(tookMs / pictures);
    this.#latestMs = [...this.#latestMs, ...each].slice(-latest);
  }

  get summary(): PictureTimings {
    const sorted = this.#latestMs.toSorted((a, b) => a - b);
    return { pictures: this.#pictures, medianMs: sorted[Math.floor(sorted.length / 2)] ?? null };
  }
}
