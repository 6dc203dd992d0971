import { findTopElement, isCurtain } from './cover';
import { ancestorsOf } from '../geometry/visible-box';

const mostCurtains = 8;
/** Where headers and bars are looked for: this far from the upper and the lower edge of the viewport. */
const edgeInset = 8;

/**
 * What stays on the screen while the page beneath it scrolls, as far as it was met. Whether a badge lies under it is
 * reckoned in every frame; whether it lies under something nobody has met is asked less often.
 */
export class Curtains {
  readonly #elements = new Set<Element>();
  #boxes: DOMRect[] = [];

  get elements(): ReadonlySet<Element> {
    return this.#elements;
  }

  add(element: Element): void {
    if (this.#elements.size < mostCurtains) this.#elements.add(element);
  }

  /** Looks at the edges of the screen, where headers and bars are. */
  explore(): void {
    for (const y of [edgeInset, innerHeight - edgeInset]) {
      const top = findTopElement(innerWidth / 2, y);
      const curtain = top && ancestorsOf(top).find(isCurtain);
      if (curtain) this.add(curtain);
    }
  }

  /** Reads where the curtains are now, and forgets those that went. */
  read(): void {
    for (const element of this.#elements) {
      if (!element.isConnected) this.#elements.delete(element);
    }
    const boxes = [...this.#elements].map((element) => element.getBoundingClientRect());
    // Some sites keep all that they show in one fixed element.
    this.#boxes = boxes.filter(
      ({ width, height }) => width * height < (innerWidth * innerHeight) / 2,
    );
  }

  /** How far a point of the viewport may move, in CSS pixels, before it comes under a curtain or out of it. */
  distanceTo({ x, y }: { x: number; y: number }): number {
    const distances = this.#boxes.map(({ left, top, right, bottom }) => {
      const outside = Math.max(left - x, x - right, top - y, y - bottom);
      return Math.abs(outside);
    });
    return Math.min(...distances);
  }

  /** Whether a curtain may be over a point of the viewport. */
  mayCover({ x, y }: { x: number; y: number }): boolean {
    return this.#boxes.some(
      (box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom,
    );
  }
}
