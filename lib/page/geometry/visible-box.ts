import type { Box } from './heat-placement';

/** The part of an element that a person could see if they scrolled the page to it, in viewport coordinates. */
export function findVisibleBox(element: Element): Box | undefined {
  if (!isShown(element)) return undefined;
  return intersect([element, ...findClippers(element)].map((each) => each.getBoundingClientRect()));
}

/** Whether the page shows an element at all, wherever it lies. */
export function isShown(element: Element): boolean {
  return element.checkVisibility({
    opacityProperty: true,
    visibilityProperty: true,
    contentVisibilityAuto: true,
  });
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

/** The parent of an element in the tree that is painted: through slots and out of shadow roots. */
export function parentOf(element: Element): Element | null {
  const parent = element.assignedSlot ?? element.parentElement;
  if (parent) return parent;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** An element and all that it lies in, outwards. */
export function ancestorsOf(element: Element): Element[] {
  const ancestors: Element[] = [];
  for (let each: Element | null = element; each; each = parentOf(each)) ancestors.push(each);
  return ancestors;
}

/** Whether `inner` is `outer` or lies in it, as the page is painted. */
export function contains(outer: Element, inner: Element): boolean {
  for (let each: Element | null = inner; each; each = parentOf(each)) {
    if (each === outer) return true;
  }
  return false;
}

/** The ancestors that cut an element off. */
export function findClippers(element: Element): Element[] {
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

/** What several boxes have in common. */
export function intersect(boxes: readonly DOMRect[]): Box | undefined {
  const left = Math.max(...boxes.map((box) => box.left));
  const top = Math.max(...boxes.map((box) => box.top));
  const width = Math.min(...boxes.map((box) => box.right)) - left;
  const height = Math.min(...boxes.map((box) => box.bottom)) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : undefined;
}
