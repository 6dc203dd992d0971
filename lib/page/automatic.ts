import type { Pictures } from './pictures';
import { findImages, hasCertainSource, isPlaceholder } from './find';
import { SightWatch, type Sight } from './observe';

/** Checks the pictures of a page without being asked: those that are, or soon will be, on screen. */
export class AutomaticCheck {
  readonly #pictures: Pictures;
  readonly #watch: SightWatch;

  constructor({
    pictures,
    onChange,
    signal,
  }: {
    pictures: Pictures;
    onChange: () => void;
    signal: AbortSignal;
  }) {
    this.#pictures = pictures;
    this.#watch = new SightWatch(onChange, signal);
    signal.addEventListener('abort', () =>
      pictures.forget(pictures.all.filter(({ wasAsked }) => !wasAsked)),
    );
  }

  /** Takes up pictures that came, leaves those that went, and asks about those that are worth it now. */
  refresh(shadowRoots: Iterable<ShadowRoot>): void {
    for (const image of findImages(shadowRoots)) this.#watch.watch(image);
    for (const [element, sight] of this.#watch.sights) this.#consider(element, sight);
  }

  #consider(element: Element, { isNear, isVisible, isLarge }: Sight): void {
    if (!element.isConnected) this.#watch.unwatch(element);
    else if (!isNear) this.#pictures.letGo(element);
    else if (isLarge && isReady(element)) {
      this.#pictures.ask(element, isVisible ? 'visible' : 'near');
    }
  }
}

function isReady(element: Element): boolean {
  if (!(element instanceof HTMLImageElement)) return true;
  return hasCertainSource(element) && !isPlaceholder(element);
}
