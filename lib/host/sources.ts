import type { PictureSource } from '../messaging/protocol';
import { CheckError, type FailureCode } from '../verdict/failure';
import type { Origin } from '../verdict/judgement';
import { hashContent } from '../verdict/content-hash';
import type { OpenRequest } from './open-request';
import { checkSize, fetchPicture } from './picture-bytes';
import { createServerQueues } from './server-queues';

/** A picture file and where it is from. */
export interface Content {
  bytes: ArrayBuffer;
  contentHash: string;
  origin: Origin;
  /** Its http or https address; null where it has none. */
  url: string | null;
  /** How many of its bytes were downloaded for it: all or none; undefined where the page that sent it cannot tell. */
  fetchedBytes: number | undefined;
  /** Whether the page has told its server where it is asked from (`FetchOptions`). */
  isReferred?: boolean;
}

/** Gets the files of pictures, each server's in turn. Everything here throws CheckError. */
export interface Sources {
  /** The file that the page shows. */
  getShown(source: PictureSource, request: OpenRequest): Promise<Content>;
  /** Looks for the first larger file that its server has: one whole download at most. */
  findLarger(source: PictureSource, request: OpenRequest): Promise<Search>;
}

/** What came of looking for a larger file. */
export interface Search {
  larger: Content | undefined;
  /** What was downloaded of files that were of no use. */
  wastedBytes: number;
  /** Whether there may be one another time: a server only failed for now. */
  isOpen: boolean;
}

/** Pages name no more. */
const mostCandidates = 3;

/** A file to get, and what it takes. */
interface Order {
  url: string;
  mustBePicture: boolean;
  isReferred: boolean;
}

/** What a server says of a file that is not there, or that is none: another one may be. */
const absences: readonly FailureCode[] = [
  'notAPicture',
  'notFound',
  'privateAddress',
  'refused',
  'tooHeavy',
];

export function createSources(): Sources {
  const queues = createServerQueues<ArrayBuffer>();

  async function fetchInTurn(order: Order, request: OpenRequest): Promise<Content> {
    const { url, mustBePicture, isReferred } = order;
    const { priority, dropping, tabId, pageUrl, pass, isPrivate } = request;
    // What a server answers may depend on who asks.
    const asker = `${isPrivate === true} ${isReferred} ${originOf(pageUrl)}`;
    const errand = { url, tabId, key: `${mustBePicture} ${asker} ${url}` };
    const work = (signal: AbortSignal) =>
      fetchPicture(url, { signal, pageUrl, pass, isPrivate, isReferred, mustBePicture });
    request.moveAhead = (higher) => queues.raise(errand, higher);
    const bytes = await queues.join(errand, { priority, signal: dropping.signal, work });
    return { ...(await describe(bytes, url)), isReferred };
  }

  async function getShown(source: PictureSource, request: OpenRequest): Promise<Content> {
    if (source.kind === 'url') {
      const { url, isReferred = false } = source;
      return fetchInTurn({ url, mustBePicture: false, isReferred }, request);
    }
    const { bytes, origin, fetchedBytes } =
      source.kind === 'file' ? await readFile(source.file) : source;
    checkSize(bytes.byteLength);
    return { bytes, contentHash: await hashContent(bytes), origin, url: null, fetchedBytes };
  }

  async function findLarger(source: PictureSource, request: OpenRequest): Promise<Search> {
    let wastedBytes = 0;
    for (const order of listOrders(source)) {
      try {
        return { larger: await fetchInTurn(order, request), wastedBytes, isOpen: false };
      } catch (error) {
        request.dropping.signal.throwIfAborted();
        if (!(error instanceof CheckError)) throw error;
        wastedBytes += error.receivedBytes;
        if (!absences.includes(error.code)) return { larger: undefined, wastedBytes, isOpen: true };
      }
    }
    return { larger: undefined, wastedBytes, isOpen: false };
  }

  return { getShown, findLarger };
}

/** Where larger files of a picture may be. */
export function listCandidates(source: PictureSource): readonly string[] {
  return source.kind === 'url' ? (source.candidates ?? []).slice(0, mostCandidates) : [];
}

/** A page has told where it is to no server but the one that it has the picture from. */
function listOrders(source: PictureSource): Order[] {
  const isReferred = (url: string) =>
    source.kind === 'url' && source.isReferred === true && originOf(url) === originOf(source.url);
  return listCandidates(source).map((url) => ({
    url,
    mustBePicture: true,
    isReferred: isReferred(url),
  }));
}

/** What is too large is not read at all. */
async function readFile(file: Blob): Promise<Pick<Content, 'bytes' | 'origin' | 'fetchedBytes'>> {
  checkSize(file.size);
  try {
    return { bytes: await file.arrayBuffer(), origin: 'file', fetchedBytes: 0 };
  } catch (cause) {
    throw new CheckError('unreadable', `Expected a file, got ${String(cause)}`, { cause });
  }
}

function originOf(url: string | undefined): string {
  return url && URL.canParse(url) ? new URL(url).origin : '';
}

async function describe(bytes: ArrayBuffer, url: string): Promise<Content> {
  const contentHash = await hashContent(bytes);
  if (url.startsWith('data:')) {
    return { bytes, contentHash, origin: 'data', url: null, fetchedBytes: 0 };
  }
  return { bytes, contentHash, origin: 'url', url, fetchedBytes: bytes.byteLength };
}
