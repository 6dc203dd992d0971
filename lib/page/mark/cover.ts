import { topLayerElements } from './stage';
import { ancestorsOf, contains } from '../geometry/visible-box';

/**
 * What of the page lies over a picture at a point. A `curtain` comes between the person and the picture and stays where it
 * is when the picture moves: a header, a dialog. An `overlay` belongs to the picture, such as a label, or simply hides it.
 * A `control` is the page's own, and small beside the picture.
 */
export interface Cover {
  kind: 'curtain' | 'overlay' | 'control';
  element: Element;
}

const controls =
  'a[href], button, input, select, textarea, summary, label, video[controls], audio[controls], [contenteditable], ' +
  '[role=button], [role=link], [role=checkbox], [role=switch], [role=menuitem], [role=tab], [role=slider]';
/** A link of more than this share of a picture is a way to open it, not something in its corner. */
const largestControl = 0.4;

/** What lies over `picture` at a point of the viewport; undefined where nothing does, or nobody can tell. */
export function findCover(picture: Element, x: number, y: number): Cover | undefined {
  const isOnScreen = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
  const top = isOnScreen ? findTopElement(x, y) : null;
  if (!top || contains(top, picture)) return undefined;
  const layers = ancestorsOf(top).filter((layer) => !contains(layer, picture));
  const curtain = layers.find(isCurtain);
  if (curtain && !curtain.matches(controls)) return { kind: 'curtain', element: curtain };
  const control = layers.find((layer) => layer.matches(controls));
  if (control && isSmallBeside(control, picture)) return { kind: 'control', element: control };
  if (contains(picture, top)) return undefined;
  const takesPointer = getComputedStyle(picture).pointerEvents !== 'none';
  const overlay = takesPointer && layers.find(hides);
  return overlay ? { kind: 'overlay', element: overlay } : undefined;
}

/** The topmost element at a point of the viewport, also inside open shadow roots. */
export function findTopElement(
  x: number,
  y: number,
  root: Document | ShadowRoot = document,
): Element | null {
  const top = root.elementFromPoint(x, y);
  const inner = top?.shadowRoot && top.shadowRoot.elementFromPoint(x, y);
  if (!inner || inner === top || !top.shadowRoot.contains(inner)) return top;
  return findTopElement(x, y, top.shadowRoot);
}

/** Whether an element stays on the screen while the page beneath it scrolls. */
export function isCurtain(element: Element): boolean {
  const { position } = getComputedStyle(element);
  return position === 'fixed' || position === 'sticky' || element.matches(topLayerElements);
}

function isSmallBeside(control: Element, picture: Element): boolean {
  const [own, its] = [control.getBoundingClientRect(), picture.getBoundingClientRect()];
  return own.width * own.height < largestControl * its.width * its.height;
}

/** A transparent layer over a picture, such as a link, hides nothing; another picture does. */
function hides(layer: Element): boolean {
  const { backgroundColor, backgroundImage, opacity } = getComputedStyle(layer);
  if (Number(opacity) < 0.5) return false;
  if (layer.matches('img, video, canvas, iframe')) return true;
  return backgroundImage.includes('url(') || isOpaque(backgroundColor);
}

function isOpaque(color: string): boolean {
  const [, alpha = '1'] = /(?:,|\/)\s*([\d.]+)\)$/.exec(color.replace(/^rgb\(.*/, '')) ?? [];
  return color !== 'transparent' && Number(alpha) > 0.5;
}
