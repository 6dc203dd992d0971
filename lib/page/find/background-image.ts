import { smallestSide } from './ornament';
import { remembered } from './looks';

/** A picture that CSS paints on an element. `isSmall` says of icons and sprites that they are no picture to judge. */
interface Background {
  url: string;
  isSmall: boolean;
}

/** In CSS pixels; a person can point at nothing smaller. */
const smallestWithParts = 24;
const parts = [undefined, '::before', '::after'] as const;
const urlPattern = /url\("((?:[^"\\]|\\.)*)"\)(?:\s+([\d.]+)(dppx|x|dpi|dpcm)?)?/g;
const pixelsPerUnit = { dppx: 1, x: 1, dpi: 1 / 96, dpcm: 2.54 / 96 };

/** The URL of the picture that CSS paints on an element, its `::before` or `::after`: the first that is no icon, else the first. */
export function findBackgroundUrl(element: Element): string | undefined {
  const backgrounds = findBackgrounds(element);
  return (backgrounds.find(({ isSmall }) => !isSmall) ?? backgrounds[0])?.url;
}

/** Whether CSS paints more than an icon on an element. */
export function hasBackgroundPicture(element: Element): boolean {
  return findBackgrounds(element).some(({ isSmall }) => !isSmall);
}

/** The URL that a computed `background-image` or `content` shows at a number of device pixels per CSS pixel. */
export function chooseUrl(image: string, pixelRatio: number): string | undefined {
  const sources = [...image.matchAll(urlPattern)].map(([, url = '', resolution = '1', unit]) => ({
    url: url.replaceAll(/\\(.)/g, '$1'),
    resolution: Number(resolution) * pixelsPerUnit[(unit ?? 'x') as keyof typeof pixelsPerUnit],
  }));
  if (!image.includes('image-set(')) return sources[0]?.url;
  const sorted = sources.toSorted((a, b) => a.resolution - b.resolution);
  return (sorted.find(({ resolution }) => resolution >= pixelRatio) ?? sorted.at(-1))?.url;
}

const findBackgrounds = remembered((element) =>
  (hasRoom(element) ? parts : [undefined]).flatMap((part) => read(element, part) ?? []),
);

/** Pseudo-elements are as dear to ask about as elements, and most are of lines of text. */
function hasRoom(element: Element): boolean {
  const { offsetWidth = 0, offsetHeight = 0 } = element as Partial<HTMLElement>;
  return Math.min(offsetWidth, offsetHeight) >= smallestWithParts;
}

function read(element: Element, part: (typeof parts)[number]): Background | undefined {
  const style = getComputedStyle(element, part);
  const { backgroundImage, content } = style;
  if (part && content === 'none') return undefined; // There is no such pseudo-element.
  if (backgroundImage === 'none' && !content.includes('url(')) return undefined;
  const chosen =
    chooseUrl(backgroundImage, devicePixelRatio) ?? chooseUrl(content, devicePixelRatio);
  const url = resolve(chosen);
  return url ? { url, isSmall: isSmall(style, part !== undefined) } : undefined;
}

/** An icon's size is written out, of it or of the pseudo-element that holds it; a sprite is a sheet moved behind a window. */
function isSmall(style: CSSStyleDeclaration, isPseudo: boolean): boolean {
  const { backgroundSize, backgroundPosition, width, height } = style;
  const sides = [
    ...lengthsIn(backgroundSize),
    ...(isPseudo ? lengthsIn(`${width} ${height}`) : []),
  ];
  if (sides.some((side) => side < smallestSide)) return true;
  return /^auto\b/.test(backgroundSize) && lengthsIn(backgroundPosition).some((at) => at < 0);
}

function lengthsIn(value: string): number[] {
  return [...value.matchAll(/(-?[\d.]+)px/g)].map(([, length]) => Number(length));
}

function resolve(url: string | undefined): string | undefined {
  return url && URL.canParse(url, document.baseURI)
    ? new URL(url, document.baseURI).href
    : undefined;
}
