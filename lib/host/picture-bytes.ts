import { CheckError, type FailureCode } from '../verdict/failure';
import { admit, expectAdmitted } from './own-network';
import { isOwnServer } from './own-server';
import { withReferrer } from './referrer';

/** What one request may take. All clocks start with the request itself, never while it waits for its turn. */
export interface FetchLimits {
  headersMs: number;
  stallMs: number;
  totalMs: number;
  sizeInBytes: number;
}

const defaultFetchLimits: FetchLimits = {
  headersMs: 15_000,
  stallMs: 15_000,
  totalMs: 120_000,
  sizeInBytes: 64 * 1024 * 1024,
};

interface FetchOptions {
  signal: AbortSignal;
  limits?: FetchLimits;
  /** The page that shows the picture: what its own server refuses to strangers is asked for once more with cookies. */
  pageUrl?: string | undefined;
  /** Whether a server that refuses strangers may be told the origin of that page, as the page has told it already. */
  isReferred?: boolean | undefined;
  /** Lets requests to the page's own place in the person's network through (`own-network.ts`). */
  pass?: string | undefined;
  /** Takes nothing that its server does not call a picture. */
  mustBePicture?: boolean;
  /** Whether it is for a private window: Firefox has one host for all windows, whose cookies and cache are not for it. */
  isPrivate?: boolean | undefined;
  /** `force-cache` takes what the browser has kept, however old, and asks the server only where it has nothing. */
  cache?: RequestCache;
}

/** What Chrome asks for an `<img>`: the server then answers with the file that the page shows, not with another format. */
const imageAccept = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8';

/**
 * The bytes of a picture at an http, https or data URL, as its server stores them.
 *
 * @throws CheckError when they cannot be had, with what came of them, or what `signal` was aborted with.
 */
export async function fetchPicture(url: string, options: FetchOptions): Promise<ArrayBuffer> {
  const { signal, limits = defaultFetchLimits, pageUrl, pass, mustBePicture = false } = options;
  const isStranger = import.meta.env.FIREFOX && options.isPrivate;
  const cache = isStranger ? 'no-store' : (options.cache ?? 'default');
  const scheme = schemeOf(url);
  const clock = createClock(limits);
  let receivedBytes = 0;
  const onProgress = (sizeInBytes: number) => {
    receivedBytes += sizeInBytes;
    clock.expectMore();
  };
  try {
    const stop = AbortSignal.any([signal, clock.signal]);
    const address = admit(url, { pageUrl, pass });
    const target = { url: address, signal: stop, cache };
    const response = await requestFor(target, { ...options, mayHaveCookies: !isStranger });
    expectAdmitted(response, url, { pageUrl });
    if (mustBePicture) await expectPicture(response);
    clock.expectMore();
    return await readBody(response, { limits, onProgress });
  } catch (error) {
    signal.throwIfAborted();
    const cause: unknown = clock.signal.aborted ? clock.signal.reason : error;
    throw translateError(cause, { scheme, receivedBytes });
  } finally {
    clock.stop();
  }
}

/** Refuses what no model needs to look at: nothing at all, or more than `limits` allow. */
export function checkSize(sizeInBytes: number, limits: FetchLimits = defaultFetchLimits): void {
  if (sizeInBytes === 0) throw new CheckError('empty', 'Expected a picture, got 0 bytes');
  if (sizeInBytes <= limits.sizeInBytes) return;
  const message = `Expected at most ${limits.sizeInBytes} bytes, got ${sizeInBytes} or more`;
  throw new CheckError('tooHeavy', message);
}

function schemeOf(url: string): string {
  const scheme = URL.canParse(url) ? new URL(url).protocol : '';
  if (/^(https?|data):$/.test(scheme)) return scheme;
  throw new CheckError('unreachable', `Expected an http, https or data URL, got "${scheme}"`);
}

interface Target {
  url: string;
  signal: AbortSignal;
  cache: RequestCache;
}

interface Identity extends Pick<FetchOptions, 'pageUrl' | 'isReferred'> {
  mayHaveCookies: boolean;
}

/**
 * Without cookies and referrer; with them only where it takes them: once more after a refusal, and then to this server
 * alone. Cookies are for the page's own server, the referrer for those that the page has sent it to.
 */
async function requestFor(target: Target, identity: Identity): Promise<Response> {
  const response = await request(target, { credentials: 'omit' });
  const isRefused = [401, 403].includes(response.status);
  const { pageUrl, isReferred, mayHaveCookies } = identity;
  if (!isRefused || !pageUrl) return expectOk(response);
  const url = isReferred ? await withReferrer(target.url, pageUrl) : target.url;
  const hasCookies = mayHaveCookies && isOwnServer(target.url, pageUrl);
  if (!hasCookies && url === target.url) return expectOk(response);
  await response.body?.cancel();
  const credentials = hasCookies ? 'include' : 'omit';
  return expectOk(await request({ ...target, url }, { credentials, redirect: 'error' }));
}

function request({ url, signal, cache }: Target, options: RequestInit): Promise<Response> {
  return fetch(url, {
    signal,
    cache,
    referrerPolicy: 'no-referrer',
    headers: { accept: imageAccept },
    ...options,
  });
}

function expectOk(response: Response): Response {
  if (response.ok) return response;
  throw new CheckError(codeOfStatus(response.status), `Expected 200, got ${response.status}`);
}

/** Servers of files that they know nothing of send a stream of bytes. */
async function expectPicture({ headers, body }: Response): Promise<void> {
  const type = headers.get('content-type') ?? 'image/unknown';
  if (/^(image\/|(application|binary)\/octet-stream)/i.test(type)) return;
  await body?.cancel();
  throw new CheckError('notAPicture', `Expected a picture, got ${type}`);
}

function codeOfStatus(status: number): FailureCode {
  if (status === 404 || status === 410) return 'notFound';
  return status >= 500 ? 'serverFailed' : 'refused';
}

interface ReadOptions {
  limits: FetchLimits;
  onProgress: (sizeInBytes: number) => void;
}

async function readBody(
  response: Response,
  { limits, onProgress }: ReadOptions,
): Promise<ArrayBuffer> {
  const announced = Number(response.headers.get('content-length') ?? NaN);
  if (announced > limits.sizeInBytes) {
    await response.body?.cancel();
    checkSize(announced, limits);
  }
  const chunks: Uint8Array[] = [];
  let sizeInBytes = 0;
  for await (const chunk of response.body ?? []) {
    onProgress(chunk.byteLength);
    chunks.push(chunk);
    sizeInBytes += chunk.byteLength;
    if (sizeInBytes > limits.sizeInBytes) break;
  }
  checkSize(sizeInBytes, limits);
  return concatenate(chunks, sizeInBytes);
}

function concatenate(chunks: Uint8Array[], sizeInBytes: number): ArrayBuffer {
  const whole = new Uint8Array(sizeInBytes);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole.buffer;
}

/** Aborts its signal with `timedOut` when a server keeps silent for too long, or talks for too long. */
function createClock({ headersMs, stallMs, totalMs }: FetchLimits) {
  const controller = new AbortController();
  const expire = (what: string, limitMs: number) => () =>
    controller.abort(new CheckError('timedOut', `Expected ${what} within ${limitMs} ms`));
  const total = setTimeout(expire('the whole file', totalMs), totalMs);
  let silence = setTimeout(expire('an answer', headersMs), headersMs);
  const expectMore = () => {
    clearTimeout(silence);
    silence = setTimeout(expire('more of the file', stallMs), stallMs);
  };
  const stop = () => {
    clearTimeout(total);
    clearTimeout(silence);
  };
  return { signal: controller.signal, expectMore, stop };
}

interface Failure {
  scheme: string;
  receivedBytes: number;
}

/** `fetch` tells no more than "Failed to fetch", whatever the cause. A data URL is no download. */
function translateError(cause: unknown, { scheme, receivedBytes }: Failure): Error {
  const isData = scheme === 'data:';
  const options = { cause, receivedBytes: isData ? 0 : receivedBytes };
  if (cause instanceof CheckError) return new CheckError(cause.code, cause.message, options);
  const code = isData ? 'damaged' : 'unreachable';
  return new CheckError(code, `Expected an answer, got ${String(cause)}`, options);
}
