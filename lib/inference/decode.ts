import { CheckError } from '../verdict/failure';
import type { Orientation } from './orientation';
import type { PixelRows } from './resize';

/** A decoded picture. Must be closed. */
export interface DecodedPicture extends Disposable {
  /** The pixels as stored in the file: not turned, colours not converted, not multiplied by alpha. */
  rows: PixelRows;
  /** The picture as a page displays it. */
  bitmap: ImageBitmap;
  orientation: Orientation;
}

/**
 * Decodes a picture. Its pixels are read from a `VideoFrame` over the bitmap, which hands them out byte for byte: a canvas
 * would turn them, lose colour under alpha, and in some browsers add noise.
 *
 * @throws CheckError `damaged` where the browser cannot decode the whole picture.
 */
export async function decodePicture(file: Uint8Array<ArrayBuffer>): Promise<DecodedPicture> {
  const bitmap = await createBitmap(file);
  const frame = new VideoFrame(bitmap, { timestamp: 0 });
  return {
    rows: readRows(frame),
    bitmap,
    orientation: orientationOf(frame),
    [Symbol.dispose]() {
      frame.close();
      bitmap.close();
    },
  };
}

async function createBitmap(file: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(new Blob([file]), {
      colorSpaceConversion: 'none',
      premultiplyAlpha: 'none',
    });
  } catch (cause) {
    throw new CheckError('damaged', 'Expected a picture that can be decoded', { cause });
  }
}

/** Chromium 138+ says how it would turn the frame; the types lag behind. Without that, the bitmap was turned already. */
function orientationOf(frame: VideoFrame): Orientation {
  const { rotation = 0, flip = false } = frame as Partial<Orientation>;
  return { rotation, flip };
}

function readRows(frame: VideoFrame): PixelRows {
  const { codedWidth: width, codedHeight: height } = frame;
  return {
    width,
    height,
    order: channelOrder(frame.format),
    async read(top, count) {
      const pixels = new Uint8Array(width * count * 4);
      await frame.copyTo(pixels, { rect: { x: 0, y: top, width, height: count } });
      return pixels;
    },
  };
}

function channelOrder(format: VideoPixelFormat | null): PixelRows['order'] {
  if (format === 'RGBA' || format === 'RGBX') return 'rgb';
  if (format === 'BGRA' || format === 'BGRX') return 'bgr';
  throw new Error(`Expected a bitmap of four bytes a pixel, got ${format}`);
}
