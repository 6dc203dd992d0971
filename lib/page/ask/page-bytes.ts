import { CheckError } from '../../verdict/failure';
import { drawPixels } from './draw-pixels';
import { isPixelsUrl } from '../find/pixels';

/** What a page has of a picture itself: its file, or what it has drawn of it. */
export interface PageBytes {
  bytes: ArrayBuffer;
  origin: 'blob' | 'pixels';
  /** What was downloaded to read it; undefined where the browser does not tell. */
  fetchedBytes: number | undefined;
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
  return file ?? { bytes: await drawPixels(element), origin: 'pixels', fetchedBytes: 0 };
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
    const kept = await findKept(url, signal);
    const response = kept ?? (await fetch(url, { signal, cache: 'force-cache' }));
    if (!isFile(response)) return undefined;
    const blob = await response.blob();
    checkWeight(blob);
    const fetchedBytes = kept ? 0 : countFetched(url, blob);
    return { bytes: await blob.arrayBuffer(), origin: 'blob', fetchedBytes };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CheckError) throw error;
    return undefined; // The pixels on the page are the next best thing.
  }
}

/** What the browser has kept of a file, where it tells: only of the page's own origin. */
async function findKept(url: string, signal: AbortSignal): Promise<Response | undefined> {
  if (!isOwn(url)) return undefined;
  try {
    const kept = await fetch(url, { signal, cache: 'only-if-cached', mode: 'same-origin' });
    return kept.ok ? kept : undefined;
  } catch {
    signal.throwIfAborted();
    return undefined; // That it has nothing, a browser tells as a network error.
  }
}

function countFetched(url: string, { size }: Blob): number | undefined {
  if (!/^https?:/i.test(url)) return 0;
  return isOwn(url) ? size : undefined;
}

function isOwn(url: string): boolean {
  return /^https?:/i.test(url) && new URL(url).origin === location.origin;
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
