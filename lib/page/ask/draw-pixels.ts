import { CheckError } from '../../verdict/failure';
import { sampleCanvas } from '../find/canvas-sample';

/**
 * The pixels that an image, a video or a canvas shows now, as a PNG in their own size.
 *
 * @throws CheckError `notFound` where there are none, `accessWithheld` where the browser lets nobody read them.
 */
export async function drawPixels(element: Element): Promise<ArrayBuffer> {
  if (element instanceof HTMLCanvasElement) await waitForDrawing(element);
  const { image, width, height } = findPixels(element);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
  try {
    const png = await canvas.convertToBlob({ type: 'image/png' });
    return await png.arrayBuffer();
  } catch (cause) {
    throw new CheckError('accessWithheld', 'Expected readable pixels, got a tainted canvas', {
      cause,
    });
  }
}

/** Most WebGL canvases can only be read in a frame in which they are drawn, after that and before it is shown. */
async function waitForDrawing(canvas: HTMLCanvasElement): Promise<void> {
  if (!isEmpty(canvas)) return;
  await new Promise(requestAnimationFrame);
  if (isEmpty(canvas)) throw new CheckError('accessWithheld', 'Expected a drawing, got nothing');
}

function isEmpty(canvas: HTMLCanvasElement): boolean {
  return sampleCanvas(canvas)?.every((pixel) => pixel === 0) ?? false;
}

/** What a canvas can draw of an element, and in what size it has it. */
function findPixels(element: Element) {
  const pixels = sizeOf(element);
  if (pixels && pixels.width > 0 && pixels.height > 0) return pixels;
  throw new CheckError('notFound', `Expected pixels to draw, got a broken ${element.localName}`);
}

function sizeOf(element: Element) {
  if (element instanceof HTMLImageElement) {
    return { image: element, width: element.naturalWidth, height: element.naturalHeight };
  }
  if (element instanceof HTMLVideoElement) {
    return { image: element, width: element.videoWidth, height: element.videoHeight };
  }
  if (!(element instanceof HTMLCanvasElement)) return undefined;
  return { image: element, width: element.width, height: element.height };
}
