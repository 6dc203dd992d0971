import { ModelError } from '../verdict/model-error.ts';

interface FileRequest {
  url: string;
  /** How many bytes are there already. */
  offset: number;
  /** What the server called the version that those bytes are of. */
  etag: string | undefined;
  signal: AbortSignal;
}

/** A server's answer. `totalBytes` is the size of the whole file, where the server tells. */
export interface FileAnswer {
  startsAt: number;
  totalBytes: number | undefined;
  etag: string | undefined;
  body: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/**
 * Asks for a file from `offset` on. A server that knows no ranges, or whose file changed, answers from the start.
 *
 * @throws ModelError (`offline`, `closed`, `notFound`, `rateLimited`, `serverFailed`), or what `signal` was aborted with.
 */
export async function requestFile(request: FileRequest): Promise<FileAnswer> {
  const response = await ask(request);
  if (response.status === 416) return requestFile({ ...request, offset: 0 });
  if (!response.ok || !response.body) throw errorOf(response);
  return {
    ...(response.status === 206 ? readContentRange(response) : readContentLength(response)),
    etag: response.headers.get('etag') ?? undefined,
    body: response.body,
  };
}

async function ask({ url, offset, etag, signal }: FileRequest): Promise<Response> {
  try {
    return await fetch(url, {
      signal,
      headers: rangeHeaders(offset, etag),
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw new ModelError('offline', `Expected an answer, got ${String(cause)}`, { cause });
  }
}

/** A weak ETag promises the same meaning, not the same bytes: it must not join two halves. */
function rangeHeaders(offset: number, etag: string | undefined): Record<string, string> {
  if (offset === 0) return {};
  const range = { range: `bytes=${offset}-` };
  return etag?.startsWith('"') ? { ...range, 'if-range': etag } : range;
}

function readContentRange({ headers }: Response): Pick<FileAnswer, 'startsAt' | 'totalBytes'> {
  const header = headers.get('content-range') ?? '';
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(header) ?? [];
  if (start === undefined) {
    throw new ModelError('serverFailed', `Expected a Content-Range, got "${header}"`);
  }
  return { startsAt: Number(start), totalBytes: total === '*' ? undefined : Number(total) };
}

/** The length of a compressed answer says nothing of the file's. */
function readContentLength({ headers }: Response): Pick<FileAnswer, 'startsAt' | 'totalBytes'> {
  const length = headers.get('content-length');
  const isKnown = length !== null && !headers.has('content-encoding');
  return { startsAt: 0, totalBytes: isKnown ? Number(length) : undefined };
}

/** The hub answers 401 for a repository that does not exist, as for one that is closed. */
const missing = [401, 403, 404, 410];

function errorOf({ status, headers }: Response): ModelError {
  const message = `Expected 200 or 206, got ${status}`;
  if (headers.get('x-error-code') === 'GatedRepo') return new ModelError('closed', message);
  if (missing.includes(status)) return new ModelError('notFound', message);
  if (status !== 429) return new ModelError('serverFailed', message);
  const retryAfterSeconds = readRetryAfter(headers.get('retry-after'));
  return new ModelError('rateLimited', message, { retryAfterSeconds });
}

/** Seconds, or a date. */
function readRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  const seconds = Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(seconds, 0);
}
