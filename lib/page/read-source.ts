import type { PictureSource } from '../messaging/protocol';
import { CheckError } from '../verdict/failure';

interface PageBytes {
  bytes: ArrayBuffer;
  origin: 'blob' | 'pixels';
}

/**
 * Settles where the host gets a picture's bytes: by itself where the URL means the same to everybody, else from here.
 *
 * @throws CheckError where the page cannot read it either.
 */
export async function readSource(
  element: Element,
  url: string,
  signal: AbortSignal,
): Promise<PictureSource> {
  if (/^(https?|data):/i.test(url)) return { kind: 'url', url };
  return { kind: 'bytes', ...((await fetchBytes(url, signal)) ?? (await drawPixels(element))) };
}

/** Undefined when the URL answers no more, like a blob URL that its page has revoked. */
async function fetchBytes(url: string, signal: AbortSignal): Promise<PageBytes | undefined> {
  try {
    const response = await fetch(url, { signal });
    return { bytes: await response.arrayBuffer(), origin: 'blob' };
  } catch {
    signal.throwIfAborted();
    return undefined; // The pixels on the page are the next best thing.
  }
}

async function drawPixels(element: Element): Promise<PageBytes> {
  if (!(element instanceof HTMLImageElement) || element.naturalWidth === 0) {
    throw new CheckError('notFound', `Expected pixels to draw, got a broken ${element.localName}`);
  }
  const canvas = new OffscreenCanvas(element.naturalWidth, element.naturalHeight);
  canvas.getContext('2d')?.drawImage(element, 0, 0);
  try {
    const png = await canvas.convertToBlob({ type: 'image/png' });
    return { bytes: await png.arrayBuffer(), origin: 'pixels' };
  } catch (cause) {
    throw new CheckError('accessWithheld', 'Expected readable pixels, got a tainted canvas', {
      cause,
    });
  }
}
