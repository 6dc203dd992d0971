import type { PictureSource } from '../../messaging/protocol';
import { ownBytesOnlySetting } from '../../settings/settings';
import { findCandidates } from './candidates';
import { fetchPageFile, readPageBytes } from './page-bytes';
import { tellsOrigin } from './referrer';

type UrlSource = Extract<PictureSource, { kind: 'url' }>;

/**
 * Settles where the host gets a picture's bytes: by itself where the URL means the same to everybody, and with it where a
 * larger file may be, unless the person keeps to what the page shows; else from here.
 *
 * @throws CheckError where the page cannot read it either.
 */
export async function readSource(
  element: Element,
  url: string,
  signal: AbortSignal,
): Promise<PictureSource> {
  if (!/^(https?|data):/i.test(url)) {
    return { kind: 'bytes', ...(await readPageBytes(element, url, signal)) };
  }
  const isReferred = tellsOrigin(element, url);
  const shown = { kind: 'url' as const, url, ...(isReferred && { isReferred }) };
  if (!(await ownBytesOnlySetting.get())) return withCandidates(element, shown);
  const file = isReadable(element, url) ? await fetchPageFile(url, signal) : undefined;
  return file ? { kind: 'bytes', ...file } : shown;
}

function withCandidates(element: Element, shown: UrlSource): PictureSource {
  const candidates = savesData() ? [] : findCandidates(element, shown.url);
  return { ...shown, ...(candidates.length > 0 && { candidates }) };
}

/** The person has asked the browser to download less. */
function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData ?? false;
}

/** Whether the page may read the file: from elsewhere only if it asked for that, and was allowed to. */
function isReadable(element: Element, url: string): boolean {
  const asksToRead = element instanceof HTMLImageElement && element.crossOrigin !== null;
  return asksToRead || new URL(url).origin === location.origin;
}
