/** One of the files of a `srcset`: with its width in pixels, or how many of its pixels make one of the page. */
export interface SrcsetFile {
  url: string;
  width?: number;
  density?: number;
}

/**
 * The files that a `srcset` names. URLs are relative to `baseUrl`; what is no URL is left out.
 *
 * @example `parseSrcset('a.jpg 320w, b.jpg 640w', 'https://x.com/')` has two files, of 320 and 640 pixels.
 */
export function parseSrcset(srcset: string, baseUrl: string): SrcsetFile[] {
  // A URL may hold commas; one at its end begins the next file.
  const files = srcset.matchAll(/([^\s,]\S*[^\s,]|[^\s,])(?:,|\s+([^,]*))?/g);
  return [...files].flatMap(([, url = '', descriptor = '']) => {
    if (!URL.canParse(url, baseUrl)) return [];
    return [{ url: new URL(url, baseUrl).href, ...parseDescriptor(descriptor) }];
  });
}

function parseDescriptor(text: string): Pick<SrcsetFile, 'width' | 'density'> {
  const [, amount, unit] = /(?:^|\s)(\d+(?:\.\d+)?)([wx])(?:\s|$)/.exec(text) ?? [];
  if (unit === 'w') return { width: Number(amount) };
  return { density: unit === 'x' ? Number(amount) : 1 };
}
