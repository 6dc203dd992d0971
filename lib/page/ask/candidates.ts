import { findLargerUrls } from './larger-urls';
import { parseSrcset, type SrcsetFile } from './srcset';

/** A request is made for every one that its server does not have. */
const mostCandidates = 3;

const pictureFile = /\.(?:jpe?g|png|webp|avif|gif)$/i;
/** A wiki's page about a file is named like the file. */
const pageOfFile = /\/wiki\/[^/]*:/;

/**
 * Larger files that may hold the picture that an element shows from `url`, the best first: what is known of its host, what a
 * link around it leads to, and what the page offers to larger screens. Whether they do must be proven.
 */
export function findCandidates(element: Element, url: string): string[] {
  const offered = element instanceof HTMLImageElement ? findOfferedUrls(element, url) : [];
  const urls = new Set([...findLargerUrls(url), ...findLinkedUrls(element), ...offered]);
  return [...urls].filter((larger) => larger !== url && isFit(larger)).slice(0, mostCandidates);
}

/** What a page that came safely asks for in the clear, it would not show. */
function isFit(url: string): boolean {
  return url.startsWith('https:') || (url.startsWith('http:') && location.protocol === 'http:');
}

function findLinkedUrls(element: Element): string[] {
  const link = element.closest('a[href]');
  if (!(link instanceof HTMLAnchorElement)) return [];
  const { href, pathname, search } = link;
  // Google's page about a picture that it found.
  const original = pathname === '/imgres' ? new URLSearchParams(search).get('imgurl') : null;
  if (original !== null) return [original];
  return pictureFile.test(pathname) && !pageOfFile.test(pathname) ? [href] : [];
}

/** The files of `srcset`, and of a `<picture>` for whatever screen, that have more pixels than the chosen one; the largest first. */
function findOfferedUrls(image: HTMLImageElement, url: string): string[] {
  const { baseURI, srcset, parentElement } = image;
  const own = parseSrcset(srcset, baseURI);
  const sources = parentElement instanceof HTMLPictureElement ? parentElement.children : [];
  const others = [...sources].flatMap((source) =>
    source instanceof HTMLSourceElement ? parseSrcset(source.srcset, baseURI) : [],
  );
  const files = [...own, ...others];
  const chosen = files.find((file) => file.url === url);
  const cssWidth = chosen?.width ? chosen.width : image.naturalWidth;
  const density = chosen?.density ?? 1;
  return files
    .map((file) => ({ url: file.url, width: widthOf(file, cssWidth) }))
    .filter(({ width }) => width > cssWidth * density)
    .toSorted((a, b) => b.width - a.width)
    .map((file) => file.url);
}

/** Rounded, of one whose density is told: that of the file of density 1, times it. */
function widthOf({ width, density = 1 }: SrcsetFile, cssWidth: number): number {
  return width ?? Math.round(cssWidth * density);
}
