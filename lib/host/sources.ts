import type { PictureSource } from '../messaging/protocol';
import { CheckError, type FailureCode } from '../verdict/failure';
import type { Origin } from '../verdict/judgement';
import { hashContent } from './content-hash';
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
  /** How many of its bytes were downloaded for it: all or none. */
  fetchedBytes: number;
}

/** Gets the files of pictures, each server's in turn. Everything here throws CheckError. */
export interface Sources {
  /** The file that the page shows. */
  getShown(source: PictureSource, request: OpenRequest): Promise<Content>;
  /** The first of some larger files that its server has: one download at most. Undefined where there is none. */
  findLarger(candidates: readonly string[], request: OpenRequest): Promise<Content | undefined>;
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

  function fetchInTurn(url: string, request: OpenRequest, mustBePicture: boolean) {
    const { priority, dropping, tabId, pageUrl, pass, isPrivate } = request;
    // What a server answers may depend on who asks.
    const errand = {
      url,
      tabId,
      key: `${mustBePicture} ${isPrivate === true} ${originOf(pageUrl)} ${url}`,
    };
    const work = (signal: AbortSignal) =>
      fetchPicture(url, { signal, pageUrl, pass, isPrivate, mustBePicture });
    request.moveAhead = (higher) => queues.raise(errand, higher);
    return queues.join(errand, { priority, signal: dropping.signal, work });
  }

  async function getShown(source: PictureSource, request: OpenRequest): Promise<Content> {
    if (source.kind === 'url') {
      return describe(await fetchInTurn(source.url, request, false), source.url);
    }
    const { bytes, origin } = source.kind === 'file' ? await readFile(source.file) : source;
    checkSize(bytes.byteLength);
    return { bytes, contentHash: await hashContent(bytes), origin, url: null, fetchedBytes: 0 };
  }

  async function findLarger(
    candidates: readonly string[],
    request: OpenRequest,
  ): Promise<Content | undefined> {
    for (const url of candidates) {
      try {
        return await describe(await fetchInTurn(url, request, true), url);
      } catch (error) {
        if (!(error instanceof CheckError) || !absences.includes(error.code)) throw error;
      }
    }
    return undefined;
  }

  return { getShown, findLarger };
}

/** What is too large is not read at all. */
async function readFile(file: Blob): Promise<Pick<Content, 'bytes' | 'origin'>> {
  checkSize(file.size);
  try {
    return { bytes: await file.arrayBuffer(), origin: 'file' };
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
