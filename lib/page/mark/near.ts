const margin = '100%';

/** Which of some elements are on screen, or at most a screen away from it. Asks the page for no layout. */
export class NearWatch {
  readonly #near = new Set<Element>();
  readonly #watched = new Set<Element>();
  readonly #observer: IntersectionObserver;

  /** Calls `onChange` when an element came near or went far. */
  constructor(onChange: () => void, signal: AbortSignal) {
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) this.#note(target, isIntersecting);
        onChange();
      },
      { scrollMargin: margin },
    );
    signal.addEventListener('abort', () => this.#observer.disconnect());
  }

  get near(): ReadonlySet<Element> {
    return this.#near;
  }

  watch(element: Element): void {
    if (this.#watched.has(element)) return;
    this.#watched.add(element);
    this.#observer.observe(element);
  }

  unwatch(element: Element): void {
    this.#watched.delete(element);
    this.#near.delete(element);
    this.#observer.unobserve(element);
  }

  #note(element: Element, isNear: boolean): void {
    if (isNear && this.#watched.has(element)) this.#near.add(element);
    else this.#near.delete(element);
  }
}
