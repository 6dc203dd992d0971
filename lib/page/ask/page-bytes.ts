import { CheckError } from '../../verdict/failure';
import { drawPixels } from './draw-pixels';
import { isPixelsUrl } from '../find/pixels';

/** What a page has of a picture itself: its file, or what it has drawn of it. */
export interface PageBytes {
  bytes: ArrayBuffer;
  origin: 'blob' | 'pixels';
}

/** More than the host would take is not read into the page's memory. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Reads from the page what an element shows: the file where the page can have it, as it came, else the pixels.
 *
 * @throws CheckError where it can have neither.
 */
export async function readPageBytes(
  element: Element,
  url: string,
  signal: AbortSignal,
): Promise<PageBytes> {
  const file = await fetchPageFile(url, signal);
  return file ?? { bytes: await drawPixels(element), origin: 'pixels' };
}

/**
 * The file behind a URL as this page gets it: with its own cookies and referrer, and mostly from its cache. Undefined where
 * no URL leads to the picture, or one that answers no more, like a blob URL that its page has revoked.
 *
 * @throws CheckError `tooHeavy`
 */
export async function fetchPageFile(
  url: string,
  signal: AbortSignal,
): Promise<PageBytes | undefined> {
  if (isPixelsUrl(url)) return undefined;
  try {
    const response = await fetch(url, { signal, cache: 'force-cache' });
    if (!isFile(response)) return undefined;
    const blob = await response.blob();
    checkWeight(blob);
    return { bytes: await blob.arrayBuffer(), origin: 'blob' };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CheckError) throw error;
    return undefined; // The pixels on the page are the next best thing.
  }
}

/** A server may answer with a page about the picture, or one to log in. */
function isFile({ ok, headers, url }: Response): boolean {
  const isPage = /^text\/html/i.test(headers.get('content-type') ?? '');
  return ok && !(isPage && /^https?:/.test(url));
}

function checkWeight({ size }: Blob): void {
  if (size <= mostBytes) return;
  throw new CheckError('tooHeavy', `Expected at most ${mostBytes} bytes, got ${size}`);
}
