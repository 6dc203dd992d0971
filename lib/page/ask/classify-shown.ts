import type { PictureSource, Priority } from '../../messaging/protocol';
import { send } from '../../messaging/send';
import { CheckError, type FailureCode } from '../../verdict/failure';
import type { PageJudgement, Size } from '../../verdict/judgement';
import { displayedSize } from '../geometry/content-box';
import { findUrl } from '../find/find';
import { readPageBytes } from './page-bytes';
import { readSource } from './read-source';

/** What an element shows from `url`. */
export interface ShownPicture {
  element: Element;
  url: string;
}

/** `priority` may rise while the picture waits to be sent. */
export interface ClassifyOptions {
  id: string;
  /** What the picture is called, for the history. */
  name: string;
  priority: Priority;
  given: AbortController;
}

/** Where the host gets nothing, or not what the page got: cookies, a referrer or the page itself make the difference. */
const keptFromHost: readonly FailureCode[] = [
  'empty',
  'notAPicture',
  'notFound',
  'otherPicture',
  'refused',
  'serverFailed',
  'timedOut',
  'unreachable',
];

/** How far the shapes of two files of one picture may lie apart, by rounding and by pixels that a site cuts off. */
const shapeTolerance = 0.03;

/**
 * Has the host judge what an element shows. Where the picture's server keeps it from the host, what the page has of it is
 * sent: its file, or the pixels that it shows.
 *
 * @throws CheckError which, where the page cannot read the picture either, says why the host could not.
 */
export async function classifyShown(
  shown: ShownPicture,
  options: ClassifyOptions,
): Promise<PageJudgement> {
  const { signal } = options.given;
  const source = await readSource(shown.element, shown.url, signal);
  signal.throwIfAborted();
  try {
    const judgement = await ask(source, options);
    if (/^https?:/.test(shown.url)) expectSameShape(shown, judgement.picture);
    return judgement;
  } catch (error) {
    signal.throwIfAborted();
    if (source.kind === 'bytes' || !isKeptFromHost(error) || !isThere(shown.element)) throw error;
    return ask(await readKept(shown, { signal, error }), options);
  }
}

function ask(
  source: PictureSource,
  { id, name, priority }: ClassifyOptions,
): Promise<PageJudgement> {
  return send('host', 'classifyImage', { requestId: id, name, source, priority });
}

function isKeptFromHost(error: unknown): error is CheckError {
  return error instanceof CheckError && keptFromHost.includes(error.code);
}

/** What the page could not load either, it has not. */
function isThere(element: Element): boolean {
  return !(element instanceof HTMLImageElement) || element.naturalWidth > 0;
}

async function readKept(
  { element, url }: ShownPicture,
  { signal, error }: { signal: AbortSignal; error: CheckError },
): Promise<PictureSource> {
  try {
    const { fetchedBytes, ...page } = await readPageBytes(element, url, signal);
    if (fetchedBytes === undefined) return { kind: 'bytes', ...page, fetchedBytes };
    return { kind: 'bytes', ...page, fetchedBytes: fetchedBytes + error.receivedBytes };
  } catch {
    signal.throwIfAborted();
    throw error; // That the page cannot read the picture is no news: it rarely can.
  }
}

/** Servers may answer strangers with another picture, such as one that says so. */
function expectSameShape({ element, url }: ShownPicture, picture: PageJudgement['picture']): void {
  if (!(element instanceof HTMLImageElement) || findUrl(element) !== url) return;
  const { complete, naturalWidth: width, naturalHeight: height } = element;
  if (!complete || width === 0 || height === 0) return;
  const got = displayedSize(picture);
  if (hasSameShape({ width, height }, got) || hasSameShape({ width: height, height: width }, got))
    return;
  throw new CheckError(
    'otherPicture',
    `Expected a picture like ${width} x ${height}, got ${got.width} x ${got.height}`,
    { receivedBytes: picture.fetchedBytes },
  );
}

/** Sides are whole pixels: of a small picture, one makes a difference. */
function hasSameShape(a: Size, b: Size): boolean {
  const skew = Math.abs(a.width * b.height - a.height * b.width);
  const onePixel = Math.max(b.width, b.height, a.width, a.height);
  return skew <= Math.max(shapeTolerance * a.width * b.height, onePixel);
}
