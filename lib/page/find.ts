import { translate } from '../language/translate';

const placeholderSide = 32;
const longestLabel = 80;

/** Every `<img>` of the document and of the open shadow roots given. */
export function findImages(roots: Iterable<ShadowRoot>): HTMLImageElement[] {
  const inRoots = [...roots].flatMap((root) => [...root.querySelectorAll('img')]);
  return [...document.images, ...inRoots];
}

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

/** The URL of what an element shows now: an image's chosen source, a video's poster, or a CSS background. */
export function findUrl(element: Element): string | undefined {
  if (element instanceof HTMLImageElement) return element.currentSrc || element.src || undefined;
  if (element instanceof HTMLVideoElement && element.poster) return element.poster;
  if (element instanceof SVGImageElement) return resolve(element.href.baseVal);
  return findBackgroundUrl(element);
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

function findBackgroundUrl(element: Element): string | undefined {
  const [, url] =
    /url\("((?:[^"\\]|\\.)*)"\)/.exec(getComputedStyle(element).backgroundImage) ?? [];
  return resolve(url?.replaceAll(/\\(.)/g, '$1'));
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
