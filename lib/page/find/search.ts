import { hasBackgroundPicture } from './background-image';
import { isPictureElement } from './find';
import type { ContentWatch } from './observe';

/** Elements that CSS paints nothing on, or nothing to look at. */
const withoutBackground = new Set([
  ...['html', 'head', 'body', 'script', 'style', 'link', 'meta', 'title', 'template', 'noscript'],
  ...['source', 'track', 'br', 'wbr', 'option', 'iframe'],
]);
const sliceMs = 4;
const mostDescendants = 200;
/** On a page that is never idle, pictures are found all the same. */
const longestWaitMs = 2000;

/**
 * Finds the elements of a page that show pictures: those that are there, those that come, and those that CSS paints
 * pictures on. The last are searched for in idle moments, since every computed style has its price.
 */
export class PictureSearch {
  readonly #onFound: (element: Element) => void;
  readonly #content: ContentWatch;
  readonly #signal: AbortSignal;
  /** A style sheet came or changed, so that every element may look otherwise. */
  #isRestyled = false;
  #waiting = new Set<Element>();
  #idle: number | undefined;

  constructor(content: ContentWatch, onFound: (element: Element) => void, signal: AbortSignal) {
    this.#content = content;
    this.#onFound = onFound;
    this.#signal = signal;
    const restyle = () => {
      this.#isRestyled = true;
      this.#schedule();
    };
    content.listen(
      {
        onAdded: (elements) => {
          this.#take(elements);
          if (elements.some(isStyle)) restyle();
        },
        onAltered: (element, attribute) =>
          isStyle(element) ? restyle() : this.#retake(element, attribute),
        onLoaded: (element) => isStyle(element) && restyle(),
      },
      signal,
    );
    signal.addEventListener('abort', () => {
      if (this.#idle !== undefined) cancelIdleCallback(this.#idle);
    });
  }

  #take(elements: Element[]): void {
    for (const element of elements) {
      if (isPictureElement(element)) this.#onFound(element);
      else if (mayHaveBackground(element)) this.#waiting.add(element);
    }
    this.#schedule();
  }

  /** A class, or a variable in a style, may make those inside an element look otherwise too. */
  #retake(element: Element, attribute: string): void {
    if (!['class', 'style', 'type'].includes(attribute)) return;
    const style = attribute === 'style' ? element.getAttribute('style') : null;
    const reachesInside = attribute === 'class' || style?.includes('--');
    const inside = reachesInside ? element.getElementsByTagName('*') : [];
    const length = Math.min(inside.length, mostDescendants);
    this.#take([element, ...Array.from({ length }, (_, index) => inside[index] ?? element)]);
  }

  #schedule(): void {
    const hasWork = this.#isRestyled || this.#waiting.size > 0;
    if (!hasWork || this.#idle !== undefined || this.#signal.aborted) return;
    this.#idle = requestIdleCallback(
      () => {
        this.#idle = undefined;
        this.#searchSlice();
        this.#schedule();
      },
      { timeout: longestWaitMs },
    );
  }

  #searchSlice(): void {
    if (this.#isRestyled) {
      this.#isRestyled = false;
      this.#take(this.#content.findAllElements());
      return;
    }
    const end = performance.now() + sliceMs;
    for (const element of this.#waiting) {
      this.#waiting.delete(element);
      if (element.isConnected && hasBackgroundPicture(element)) this.#onFound(element);
      if (performance.now() > end) return;
    }
  }
}

function isStyle(element: Element): boolean {
  return element.localName === 'style' || element.localName === 'link';
}

function mayHaveBackground(element: Element): boolean {
  return element instanceof HTMLElement && !withoutBackground.has(element.localName);
}
