import { createId } from '../../messaging/create-id';

/** What stands for a URL where there is none: the pixels that an element shows now, and another one once they changed. */
const scheme = 'pixels:';

interface Shown {
  /** Tells one content from another. */
  key: string;
  url: string;
}

const heldKey = 'held';
const shown = new WeakMap<Element, Shown>();

/** Whether a picture has no file, only pixels on the page. */
export function isPixelsUrl(url: string): boolean {
  return url.startsWith(scheme);
}

/**
 * What a video shows while it does not play: its poster until the first frame is asked for, then the frame that it stopped
 * at. While it plays, the frame that somebody asked about.
 */
export function findVideoUrl(video: HTMLVideoElement): string | undefined {
  const { poster, paused, ended, currentTime, played, currentSrc } = video;
  const isUntouched = paused && currentTime === 0 && played.length === 0;
  if (poster && (isUntouched || !hasFrame(video))) return poster;
  if (!hasFrame(video)) return undefined;
  if (paused || ended) return noteShown(video, `${currentSrc} ${currentTime}`);
  const held = shown.get(video);
  return held?.key === heldKey ? held.url : undefined;
}

/** Takes the frame that a playing video shows now for its picture, until it stops at another. */
export function holdFrame(video: HTMLVideoElement): void {
  if (!hasFrame(video) || video.paused || video.ended) return;
  shown.delete(video);
  noteShown(video, heldKey);
}

/** Whether there is something of a video to see. */
export function hasFrame({ readyState, videoWidth }: HTMLVideoElement): boolean {
  return readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && videoWidth > 0;
}

/** The pixels of a canvas, as `noteDrawing` last knew them. */
export function findCanvasUrl(canvas: HTMLCanvasElement): string {
  return shown.get(canvas)?.url ?? noteShown(canvas, '');
}

/** Tells what a canvas shows: another drawing than before makes it another picture. */
export function noteDrawing(canvas: HTMLCanvasElement, drawing: string): void {
  noteShown(canvas, drawing);
}

function noteShown(element: Element, key: string): string {
  const known = shown.get(element);
  if (known?.key === key) return known.url;
  const url = `${scheme}${createId()}`;
  shown.set(element, { key, url });
  return url;
}
