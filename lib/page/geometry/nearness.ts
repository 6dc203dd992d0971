const margin = '100%';

/** `delay` is of the standard's second version, and unknown to TypeScript; browsers that do not know it tell of every frame. */
export interface DelayedObserverInit extends IntersectionObserverInit {
  delay: number;
}

/** How often it is told where elements are, at most, in ms. Reckoning it in every frame is most of what watching costs. */
export const tellEveryMs = 100;

/** Hears that an element came near the screen, or went far. */
export type NearListener = (element: Element, isNear: boolean) => void;

interface Watch {
  /** Undefined until the browser has told for the first time. */
  isNear: boolean | undefined;
  observer: IntersectionObserver;
  listeners: Set<NearListener>;
}

/**
 * Which elements are on screen, or at most a screen away from it. Asks the page for no layout. There is one for all who
 * want to know, as every observed element costs time in every frame.
 */
export class Nearness {
  readonly #watches = new Map<Element, Watch>();
  /** The browser remembers what this one found while the page is merely scrolled. */
  readonly #onPage: IntersectionObserver;
  /** Grows frames and scrollers inside the page too, and is reckoned anew in every frame; for those that somebody scrolled. */
  readonly #inScrollers: IntersectionObserver;
  readonly #scrollers = new Set<Element>();

  constructor(signal: AbortSignal) {
    this.#inScrollers = this.#observe({ scrollMargin: margin });
    this.#onPage = self === top ? this.#observe({ rootMargin: margin }) : this.#inScrollers;
    const onScroll = ({ target }: Event) => {
      if (target instanceof Element) this.#noteScroller(target);
    };
    document.addEventListener('scroll', onScroll, { capture: true, passive: true, signal });
    signal.addEventListener('abort', () => {
      this.#onPage.disconnect();
      this.#inScrollers.disconnect();
      this.#watches.clear();
    });
  }

  /** Tells `listener` whether an element is near, as soon as that is known, and whenever it changes. */
  watch(element: Element, listener: NearListener): void {
    const known = this.#watches.get(element);
    if (known?.listeners.has(listener)) return;
    if (known) {
      known.listeners.add(listener);
      if (known.isNear !== undefined) listener(element, known.isNear);
      return;
    }
    const observer = this.#isScrolled(element) ? this.#inScrollers : this.#onPage;
    this.#watches.set(element, { isNear: undefined, observer, listeners: new Set([listener]) });
    observer.observe(element);
  }

  unwatch(element: Element, listener: NearListener): void {
    const watch = this.#watches.get(element);
    if (!watch?.listeners.delete(listener) || watch.listeners.size > 0) return;
    this.#watches.delete(element);
    watch.observer.unobserve(element);
  }

  #observe(margins: IntersectionObserverInit): IntersectionObserver {
    const options: DelayedObserverInit = { ...margins, delay: tellEveryMs };
    const observer: IntersectionObserver = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const watch = this.#watches.get(target);
        if (watch?.observer === observer) this.#tell(target, watch, isIntersecting);
      }
    }, options);
    return observer;
  }

  #tell(element: Element, watch: Watch, isNear: boolean): void {
    if (watch.isNear === isNear) return;
    watch.isNear = isNear;
    for (const listener of watch.listeners) listener(element, isNear);
  }

  #isScrolled(element: Element): boolean {
    for (const scroller of this.#scrollers) {
      if (!scroller.isConnected) this.#scrollers.delete(scroller);
      else if (scroller.contains(element)) return true;
    }
    return false;
  }

  #noteScroller(scroller: Element): void {
    if (this.#scrollers.has(scroller)) return;
    this.#scrollers.add(scroller);
    for (const [element, watch] of this.#watches) {
      if (watch.observer === this.#inScrollers || !scroller.contains(element)) continue;
      watch.observer.unobserve(element);
      watch.observer = this.#inScrollers;
      watch.observer.observe(element);
    }
  }
}
