import { hasBackgroundPicture } from './background-image';
import { findShadowRoots, findUrl } from './find';
import { forgetLooks } from './looks';
import { hasFrame, holdFrame } from './pixels';
import { onlyTrusted } from '../trusted';
import { findStack } from '../geometry/visible-box';

interface Point {
  x: number;
  y: number;
}

const pickableSide = 24;

/** Remembers where the person last opened a context menu: Chrome tells the picture's URL and frame, not the place. */
export class ContextMenuPoint {
  #point: Point | undefined;

  constructor(signal: AbortSignal) {
    addEventListener(
      'contextmenu',
      onlyTrusted(({ clientX: x, clientY: y }) => {
        this.#point = { x, y };
      }),
      { capture: true, signal },
    );
  }

  /** Where our code came to the page only after the menu, the pointer still hovers over something there. */
  find(): Point | undefined {
    return this.#point ?? findHoveredPoint();
  }
}

/**
 * The element that a right-click meant: the one at the point that shows `srcUrl`, else any that shows it, best one on
 * screen; without a URL the topmost picture at the point, also under overlays. Of a playing video, the frame of this moment.
 */
export function findMeant(srcUrl: string | null, point: Point | undefined): Element | undefined {
  forgetLooks(); // Under the pointer the page may look otherwise than before.
  const meant = findShowing(srcUrl, point);
  if (meant instanceof HTMLVideoElement) holdFrame(meant);
  return meant;
}

function findShowing(srcUrl: string | null, point: Point | undefined): Element | undefined {
  const stack = point ? findStack(point.x, point.y) : [];
  if (srcUrl === null) return stack.find((element) => isPicture(element) || isPlaying(element));
  const showing = (elements: Iterable<Element>) =>
    [...elements].filter((element) => findUrl(element) === srcUrl || plays(element, srcUrl));
  const [atPoint] = showing(stack);
  if (atPoint) return atPoint;
  const anywhere = showing(everyElement());
  return anywhere.find(isOnScreen) ?? anywhere[0];
}

/** The browser names a video by its file, whatever it shows. */
function plays(element: Element, srcUrl: string): boolean {
  return element instanceof HTMLVideoElement && element.currentSrc === srcUrl;
}

function isPlaying(element: Element): boolean {
  return element instanceof HTMLVideoElement && hasFrame(element);
}

/** Whether a person could mean an element when they point at a picture. */
export function isPicture(element: Element): boolean {
  if (isWholePage(element)) return hasBackgroundPicture(element);
  const { width, height } = element.getBoundingClientRect();
  return Math.min(width, height) >= pickableSide && findUrl(element) !== undefined;
}

/** Every picture on screen, in the order of the document. */
export function findPicturesOnScreen(): Element[] {
  return everyElement().filter((element) => isOnScreen(element) && isPicture(element));
}

function everyElement(): Element[] {
  const roots = [document, ...findShadowRoots(document)];
  return roots.flatMap((root) => [...root.querySelectorAll('*')]);
}

function isWholePage(element: Element): boolean {
  return element === document.documentElement || element === document.body;
}

function isOnScreen(element: Element): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const isInView = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  return isInView && right > left && bottom > top && element.checkVisibility();
}

function findHoveredPoint(): Point | undefined {
  const hovered = [...document.querySelectorAll(':hover')].at(-1);
  if (!hovered || isWholePage(hovered)) return undefined;
  // The middle of a whole gallery says nothing of which of its pictures was meant.
  if (hovered.querySelectorAll('img, video, svg').length > 1) return undefined;
  const { left, top, width, height } = hovered.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
