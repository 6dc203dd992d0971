import type { Nearness } from '../geometry/nearness';

/** Which of some elements are on screen, or at most a screen away from it. */
export class NearWatch {
  readonly #near = new Set<Element>();
  readonly #nearness: Nearness;
  readonly #note: (element: Element, isNear: boolean) => void;

  /** Calls `onChange` when an element came near or went far. */
  constructor(nearness: Nearness, onChange: () => void) {
    this.#nearness = nearness;
    this.#note = (element, isNear) => {
      if (isNear) this.#near.add(element);
      else this.#near.delete(element);
      onChange();
    };
  }

  get near(): ReadonlySet<Element> {
    return this.#near;
  }

  watch(element: Element): void {
    this.#nearness.watch(element, this.#note);
  }

  unwatch(element: Element): void {
    this.#near.delete(element);
    this.#nearness.unwatch(element, this.#note);
  }
}
