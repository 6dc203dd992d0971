import { translate } from '../../language/translate';
import { findBackgroundUrl } from './background-image';
import { findCanvasUrl, findVideoUrl } from './pixels';

const placeholderSide = 32;
const longestLabel = 80;

/** The open shadow roots in a subtree, nested ones too. */
export function findShadowRoots(node: Node): ShadowRoot[] {
  if (!(node instanceof Element || node instanceof DocumentFragment || node === document))
    return [];
  const own = node instanceof Element && node.shadowRoot ? [node.shadowRoot] : [];
  const inside = [...(node as ParentNode).querySelectorAll('*')].flatMap(
    ({ shadowRoot }) => shadowRoot ?? [],
  );
  return [...own, ...inside].flatMap((root) => [root, ...findShadowRoots(root)]);
}

/**
 * The URL of what an element shows now: an image's chosen source, a video's poster, or a CSS background. Where there are
 * only pixels, as on a canvas or in the frame of a paused video, an identifier that changes with them (see `isPixelsUrl`).
 */
export function findUrl(element: Element): string | undefined {
  if (element instanceof HTMLImageElement) return element.currentSrc || element.src || undefined;
  if (element instanceof HTMLVideoElement) return findVideoUrl(element);
  if (element instanceof HTMLCanvasElement) return findCanvasUrl(element);
  if (isImageInput(element)) return element.src || undefined;
  if (element instanceof SVGImageElement) return resolve(element.href.baseVal);
  return findBackgroundUrl(element);
}

const pictureNames = new Set(['img', 'canvas', 'video', 'image']);

/** Whether an element is a picture by what it is, and not by what CSS paints on it. */
export function isPictureElement(element: Element): boolean {
  return pictureNames.has(element.localName) || isImageInput(element);
}

/** Whether it is certain which of an image's sources the browser shows. Until it has one, `src` may be what it never asks for. */
export function hasCertainSource(image: HTMLImageElement): boolean {
  const { complete, currentSrc, srcset, parentElement } = image;
  return complete || currentSrc !== '' || !(srcset || parentElement instanceof HTMLPictureElement);
}

/** Spacers and blurred placeholders that a page shows until the picture itself is there. */
export function isPlaceholder({
  complete,
  naturalWidth,
  naturalHeight,
}: HTMLImageElement): boolean {
  return complete && naturalWidth > 0 && Math.min(naturalWidth, naturalHeight) < placeholderSide;
}

/**
 * The element that a person sees in place of a picture: mostly the picture itself. Some feeds (x.com) keep the `<img>`
 * at opacity 0 for accessibility and paint the same URL as the background of a neighbour.
 */
export function findStandIn(element: Element): Element {
  if (!(element instanceof HTMLImageElement) || getComputedStyle(element).opacity !== '0') {
    return element;
  }
  const url = findUrl(element);
  const neighbours = [...(element.parentElement?.children ?? [])];
  return neighbours.find((neighbour) => findBackgroundUrl(neighbour) === url) ?? element;
}

/** What a person would call the picture: its alternative text, else its file's name. */
export function labelOf(element: Element, url: string): string {
  const text = element.getAttribute('alt') ?? element.getAttribute('aria-label') ?? '';
  const label = text.trim() || fileNameOf(url) || translate('badge_unnamed');
  return label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label;
}

function isImageInput(element: Element): element is HTMLInputElement {
  return element.localName === 'input' && (element as HTMLInputElement).type === 'image';
}

function resolve(url: string | undefined): string | undefined {
  return url && URL.canParse(url, document.baseURI)
    ? new URL(url, document.baseURI).href
    : undefined;
}

function fileNameOf(url: string): string | undefined {
  if (!/^(https?|file):/.test(url) || !URL.canParse(url)) return undefined;
  const name = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // Not every path is percent-encoded UTF-8.
  }
}
