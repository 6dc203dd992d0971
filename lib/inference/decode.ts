import { CheckError } from '../verdict/failure';
import { hasColourProfile } from './colour-profile';
import { findExifTurn, type ExifTurn } from './exif-turn';
import type { Orientation } from './orientation';
import { checkPixels } from './picture-header';
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
 * @throws CheckError `damaged` where the browser cannot decode the whole picture, `tooManyPixels` where it is too large.
 */
export async function decodePicture(file: Uint8Array<ArrayBuffer>): Promise<DecodedPicture> {
  // Firefox turns a bitmap for good, and its frames do not tell.
  const turn = import.meta.env.FIREFOX && isJpeg(file) ? findExifTurn(file) : undefined;
  if (turn) return decodeTurned(file, turn);
  const bitmap = await createBitmap(file);
  const frame = createFrame(bitmap);
  return pictureOf(frame, { bitmap, orientation: orientationOf(frame) });
}

/** Decodes a JPEG twice: as it is displayed, and as it is stored. */
async function decodeTurned(
  file: Uint8Array<ArrayBuffer>,
  { orientation, unturned }: ExifTurn,
): Promise<DecodedPicture> {
  const stored = await createBitmap(unturned);
  const frame = createFrame(stored);
  stored.close();
  try {
    return pictureOf(frame, { bitmap: await createBitmap(file), orientation });
  } catch (error) {
    frame.close();
    throw error;
  }
}

function pictureOf(
  frame: VideoFrame,
  { bitmap, orientation }: Pick<DecodedPicture, 'bitmap' | 'orientation'>,
): DecodedPicture {
  return {
    rows: readRows(frame),
    bitmap,
    orientation,
    [Symbol.dispose]() {
      frame.close();
      bitmap.close();
    },
  };
}

async function createBitmap(file: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(new Blob([file]), optionsFor(file));
  } catch (cause) {
    throw new CheckError('damaged', 'Expected a picture that can be decoded', { cause });
  }
}

/** To ask for pixels as stored takes half as long again, even where there is nothing to convert. */
function optionsFor(file: Uint8Array): ImageBitmapOptions {
  if (isJpeg(file) && !hasColourProfile(file)) return {};
  return { colorSpaceConversion: 'none', premultiplyAlpha: 'none' };
}

function isJpeg([first, second]: Uint8Array): boolean {
  return first === 0xff && second === 0xd8;
}

/** A bitmap that becomes no frame would hold its pixels until the garbage collector comes by. */
function createFrame(bitmap: ImageBitmap): VideoFrame {
  try {
    checkPixels(bitmap);
    return new VideoFrame(bitmap, { timestamp: 0 });
  } catch (error) {
    bitmap.close();
    throw error;
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
    async read({ top, count }, pixels) {
      await frame.copyTo(pixels, { rect: { x: 0, y: top, width, height: count } });
    },
  };
}

function channelOrder(format: VideoPixelFormat | null): PixelRows['order'] {
  if (format === 'RGBA' || format === 'RGBX') return 'rgb';
  if (format === 'BGRA' || format === 'BGRX') return 'bgr';
  throw new Error(`Expected a bitmap of four bytes a pixel, got ${format}`);
}
