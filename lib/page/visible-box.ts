import type { Box } from './heat-placement';

/** The ancestors that cut an element off, remembered until the page's content changes. */
export class Clippers {
  #known = new WeakMap<Element, Element[]>();

  forget(): void {
    this.#known = new WeakMap();
  }

  of(element: Element): Element[] {
    const known = this.#known.get(element);
    if (known) return known;
    const clippers = findClippers(element);
    this.#known.set(element, clippers);
    return clippers;
  }
}

/** The part of an element that a person could see if they scrolled the page to it, in viewport coordinates. */
export function findVisibleBox(element: Element, clippers: Element[]): Box | undefined {
  const isShown = element.checkVisibility({
    opacityProperty: true,
    visibilityProperty: true,
    contentVisibilityAuto: true,
  });
  if (!isShown) return undefined;
  const boxes = [element, ...clippers].map((each) => each.getBoundingClientRect());
  return intersect(boxes);
}

/** Whether something else of the page lies over `element` at a point of the viewport. */
export function isCovered(element: Element, x: number, y: number): boolean {
  const isOnScreen = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
  const top = isOnScreen ? findTopElement(x, y) : null;
  if (!top || contains(top, element) || contains(element, top)) return false;
  const takesPointer = getComputedStyle(element).pointerEvents !== 'none';
  return ancestorsOf(top)
    .filter((layer) => !contains(layer, element))
    .some((layer) => hides(layer, takesPointer));
}

/** The elements at a point of the viewport, topmost first, also those inside open shadow roots. */
export function findStack(x: number, y: number, root: Document | ShadowRoot = document): Element[] {
  return root
    .elementsFromPoint(x, y)
    .filter((element) => root === document || element.getRootNode() === root)
    .flatMap((element) =>
      element.shadowRoot ? [...findStack(x, y, element.shadowRoot), element] : [element],
    );
}

/** The first of `findStack`, at a fraction of its price. */
function findTopElement(
  x: number,
  y: number,
  root: Document | ShadowRoot = document,
): Element | null {
  const top = root.elementFromPoint(x, y);
  const inner = top?.shadowRoot && top.shadowRoot.elementFromPoint(x, y);
  if (!inner || inner === top || !top.shadowRoot.contains(inner)) return top;
  return findTopElement(x, y, top.shadowRoot);
}

/** The parent of an element in the tree that is painted: through slots and out of shadow roots. */
function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  const root = element.getRootNode();
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

function ancestorsOf(element: Element): Element[] {
  const parent = parentOf(element);
  return parent ? [element, ...ancestorsOf(parent)] : [element];
}

function contains(outer: Element, inner: Element): boolean {
  return ancestorsOf(inner).includes(outer);
}

/** A transparent layer over a picture, such as a link, hides nothing; a header, a dialog or another picture does. */
function hides(layer: Element, isInFront: boolean): boolean {
  const { position, backgroundColor, backgroundImage, opacity } = getComputedStyle(layer);
  if (position === 'fixed' || position === 'sticky') return true;
  if (!isInFront || Number(opacity) < 0.5) return false;
  if (layer.matches('img, video, canvas, iframe')) return true;
  return backgroundImage.includes('url(') || isOpaque(backgroundColor);
}

function isOpaque(color: string): boolean {
  const [, alpha = '1'] = /(?:,|\/)\s*([\d.]+)\)$/.exec(color.replace(/^rgb\(.*/, '')) ?? [];
  return color !== 'transparent' && Number(alpha) > 0.5;
}

function findClippers(element: Element): Element[] {
  const clippers: Element[] = [];
  let { position } = getComputedStyle(element);
  for (let ancestor = parentOf(element); ancestor; ancestor = parentOf(ancestor)) {
    const style = getComputedStyle(ancestor);
    const holdsPositioned = style.position !== 'static' || style.transform !== 'none';
    if (position === 'absolute' && !holdsPositioned) continue;
    if (position === 'fixed' && style.transform === 'none') continue;
    if (clips(ancestor, style)) clippers.push(ancestor);
    position = style.position;
  }
  return clippers;
}

/** The viewport takes over what the root and the body say of overflow. */
function clips(element: Element, { overflowX, overflowY, display }: CSSStyleDeclaration): boolean {
  if (element === document.documentElement || element === document.body) return false;
  return display !== 'contents' && (overflowX !== 'visible' || overflowY !== 'visible');
}

function intersect(boxes: DOMRect[]): Box | undefined {
  const left = Math.max(...boxes.map((box) => box.left));
  const top = Math.max(...boxes.map((box) => box.top));
  const width = Math.min(...boxes.map((box) => box.right)) - left;
  const height = Math.min(...boxes.map((box) => box.bottom)) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : undefined;
}
