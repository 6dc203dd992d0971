import type { Box } from './heat-placement';
import { ancestorsOf } from './visible-box';

interface Vector {
  x: number;
  y: number;
}

/** How an element lies on the screen that is turned or skewed: from its middle to the middle of its right side and of its lower one. */
export interface Turn {
  toRight: Vector;
  toBottom: Vector;
}

/** What a turn below this does to a badge's place nobody sees, in CSS pixels. */
const smallestTurn = 1;
const smallestSine = 1e-6;
/** At 45 degrees two corners lie as far each way: leaning a little, every way has a corner of its own. */
const lean = 0.01;

/** The element and those around it whose transforms turn or skew it; none of the many that lie straight. */
export function findTurners(element: Element): HTMLElement[] {
  if (!(element instanceof HTMLElement)) return [];
  const transformed = ancestorsOf(element).filter(isTransformed);
  const { a, b, c, d } = multiply(transformed);
  const isTurned = Math.min(Math.hypot(b, c), Math.hypot(a, d)) > smallestSine;
  return isTurned ? transformed : [];
}

/** How an element lies that `findTurners` found turned, by what is around it and its bounding box; undefined where it is straight by now. */
export function readTurn(
  element: Element,
  { turners, box }: { turners: readonly HTMLElement[]; box: Box },
): Turn | undefined {
  if (turners.length === 0 || !(element instanceof HTMLElement)) return undefined;
  const { a, b, c, d } = multiply(turners);
  const { offsetWidth, offsetHeight } = element;
  const wide = Math.abs(a * offsetWidth) + Math.abs(c * offsetHeight);
  if (wide === 0) return undefined;
  const half = box.width / wide / 2; // Also what no transform tells, such as `zoom`.
  const toRight = { x: a * offsetWidth * half, y: b * offsetWidth * half };
  const toBottom = { x: c * offsetHeight * half, y: d * offsetHeight * half };
  return isStraight(toRight) && isStraight(toBottom) ? undefined : { toRight, toBottom };
}

/**
 * Where in a turned picture the middle of a square goes that has to lie on it, as a way from the picture's middle: to the
 * corner of the picture that lies farthest in the direction `towards`.
 */
export function reachInto(
  { toRight, toBottom }: Turn,
  { towards, side }: { towards: Vector; side: number },
): Vector {
  const leaning = { x: towards.x - lean * towards.y, y: towards.y + lean * towards.x };
  const area = Math.abs(toRight.x * toBottom.y - toRight.y * toBottom.x);
  const across = reach(toRight, { towards: leaning, taken: extent(toBottom, side) / area });
  const down = reach(toBottom, { towards: leaning, taken: extent(toRight, side) / area });
  return {
    x: across * toRight.x + down * toBottom.x,
    y: across * toRight.y + down * toBottom.y,
  };
}

/** How much of a half axis a square takes beside another one, times the area that both span. */
function extent({ x, y }: Vector, side: number): number {
  return ((Math.abs(x) + Math.abs(y)) * side) / 2;
}

function reach(axis: Vector, { towards, taken }: { towards: Vector; taken: number }): number {
  const free = Math.max(1 - taken, 0);
  return axis.x * towards.x + axis.y * towards.y < 0 ? -free : free;
}

function isStraight({ x, y }: Vector): boolean {
  return Math.min(Math.abs(x), Math.abs(y)) < smallestTurn;
}

function isTransformed(element: Element): element is HTMLElement {
  if (!(element instanceof HTMLElement)) return false;
  const { transform, rotate, scale } = getComputedStyle(element);
  return [transform, rotate, scale].some((value) => value !== 'none');
}

/** All transforms as one, outermost first. Where things are moved to does not matter here, nor how far they are from the eye. */
function multiply(transformed: readonly HTMLElement[]): DOMMatrix {
  return transformed.reduce((inner, element) => toMatrix(element).multiply(inner), new DOMMatrix());
}

function toMatrix(element: HTMLElement): DOMMatrix {
  const { transform, rotate, scale } = getComputedStyle(element);
  const [x = 1, y = x] = scale === 'none' ? [] : scale.split(' ').map(Number);
  const degrees = Number.parseFloat(rotate) || 0;
  return new DOMMatrix().rotate(degrees).scale(x, y).multiply(new DOMMatrix(transform));
}
