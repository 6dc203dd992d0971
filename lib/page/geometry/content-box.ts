import type { ScoredPicture } from '../../verdict/judgement';
import type { Box, Fit, Placement, Size } from './heat-placement';

/** How an element shows its picture now, in viewport coordinates; `radius` is its computed `border-radius`. */
export interface Shown extends Placement {
  radius: string;
}

/** Reads from the page how `element` shows `picture`. */
export function readShown(element: Element, picture: ScoredPicture): Shown {
  const style = getComputedStyle(element);
  const radius = style.borderRadius;
  if (element instanceof HTMLImageElement) {
    const natural = { width: element.naturalWidth, height: element.naturalHeight };
    return { ...readObject(element, style), natural: toLocal(element, natural), radius };
  }
  const natural = toLocal(element, displayedSize(picture));
  if (element instanceof HTMLVideoElement)
    return { ...readObject(element, style), natural, radius };
  if (element instanceof SVGImageElement) {
    const box = element.getBoundingClientRect();
    return { box, natural, fit: 'contain', position: '50% 50%', radius };
  }
  return { ...readBackground(element, style, natural), natural, radius };
}

/**
 * The size of a picture as pages show it. The file may be stored on its side (EXIF); the scored part is square in
 * pixels, which tells the long side of the picture as shown. A larger file than the page's was shown to nobody.
 */
export function displayedSize({ width, height, region, shown }: ScoredPicture): Size {
  if (shown) return shown;
  const asStored = Math.abs(region.width * width - region.height * height);
  const onItsSide = Math.abs(region.width * height - region.height * width);
  return onItsSide < asStored ? { width: height, height: width } : { width, height };
}

function readObject(element: Element, style: CSSStyleDeclaration) {
  const box = insetBox(element, style, ['padding', 'border']);
  return { box, fit: style.objectFit as Fit, position: style.objectPosition };
}

function readBackground(element: Element, style: CSSStyleDeclaration, natural: Size) {
  const box = findBackgroundBox(element, style);
  const [size = 'auto'] = style.backgroundSize.split(',');
  const [position = '0% 0%'] = style.backgroundPosition.split(',');
  return { box, fit: parseBackgroundSize(size.trim(), box, natural), position: position.trim() };
}

/** What is fixed is laid out in the viewport; what the body shows is painted on the whole page. */
function findBackgroundBox(element: Element, style: CSSStyleDeclaration): Box {
  if (style.backgroundAttachment.startsWith('fixed')) {
    return { left: 0, top: 0, width: innerWidth, height: innerHeight };
  }
  const root = document.documentElement;
  const isOfPage = element === document.body && getComputedStyle(root).backgroundImage === 'none';
  return isOfPage
    ? insetBox(root, getComputedStyle(root), ['border'])
    : insetBox(element, style, ['border']);
}

function parseBackgroundSize(size: string, box: Size, natural: Size): Fit {
  if (size === 'cover' || size === 'contain') return size;
  const [first = 'auto', second = 'auto'] = size.split(' ');
  const width = parseLength(first, box.width);
  const height = parseLength(second, box.height);
  if (width === undefined && height === undefined) return 'none';
  const ratio = natural.width / natural.height;
  return {
    width: width ?? Number(height) * ratio,
    height: height ?? Number(width) / ratio,
  };
}

function parseLength(length: string, whole: number): number | undefined {
  const value = Number.parseFloat(length);
  if (Number.isNaN(value)) return undefined;
  return length.endsWith('%') ? (value / 100) * whole : value;
}

/** An element's box without its border or padding, scaled as a transform scales it on screen. */
function insetBox(
  element: Element,
  style: CSSStyleDeclaration,
  layers: ('padding' | 'border')[],
): Box {
  const box = element.getBoundingClientRect();
  const factor = scaleOf(element);
  const inset = (side: 'Top' | 'Right' | 'Bottom' | 'Left') =>
    (layers.includes('border') ? Number.parseFloat(style[`border${side}Width`]) : 0) * factor +
    (layers.includes('padding') ? Number.parseFloat(style[`padding${side}`]) : 0) * factor;
  return {
    left: box.left + inset('Left'),
    top: box.top + inset('Top'),
    width: box.width - inset('Left') - inset('Right'),
    height: box.height - inset('Top') - inset('Bottom'),
  };
}

function toLocal(element: Element, { width, height }: Size): Size {
  const factor = scaleOf(element);
  return { width: width * factor, height: height * factor };
}

function scaleOf(element: Element): number {
  if (!(element instanceof HTMLElement) || element.offsetWidth === 0) return 1;
  return element.getBoundingClientRect().width / element.offsetWidth;
}
