import { imageSize } from 'image-size';
import { CheckError } from '../verdict/failure';
import { findAvifSize, isAvif } from './avif-header';
import { findGifSize } from './gif-header';

/** What a picture file says of itself before it is decoded. Sizes in pixels, as stored. */
export interface PictureHeader {
  format: PictureFormat;
  width: number;
  height: number;
}

export type PictureFormat = keyof typeof signatures | 'avif';

/** Decoded, a picture takes four bytes a pixel, more than once: 100 megapixels are 400 MB. */
const mostPixels = 100_000_000;

/** How files of the formats begin that Chromium decodes, one character a byte. */
const signatures = {
  jpeg: /^\xff\xd8\xff/,
  png: /^\x89PNG\r\n\x1a\n/,
  gif: /^GIF8[79]a/,
  webp: /^RIFF[^]{4}WEBP/,
  bmp: /^BM/,
  ico: /^\0\0\x01\0/,
} as const;

/** Pictures all the same: HEIC and other ISO media, JPEG XL, TIFF, Photoshop, SVG. */
const undecodable =
  /^([^]{4}ftyp|\xff\x0a|[^]{4}JXL |II[*+]\0|MM\0[*+]|8BPS|(?!.*<html)[^]*<svg[\s>])/i;

/** Chromium makes no `VideoFrame`, from which pixels are read, with a longer side. */
const longestSide = 32_767;

const signatureSize = 1024;

/**
 * Reads a picture's format and size without decoding it.
 *
 * @throws CheckError `empty`, `notAPicture`, `unsupportedFormat`, `damaged` or `tooManyPixels`.
 */
export function readPictureHeader(file: Uint8Array<ArrayBuffer>): PictureHeader {
  if (file.byteLength === 0) throw new CheckError('empty', 'Expected a picture, got 0 bytes');
  const format = recognizeFormat(file);
  const { width, height } = readSize(file, format);
  checkPixels({ width, height });
  return { format, width, height };
}

/** Refuses sizes that cannot be decoded or read: also the decoder's, for a header may say less than is in the file. */
export function checkPixels({ width, height }: { width: number; height: number }): void {
  if (width * height <= mostPixels && Math.max(width, height) <= longestSide) return;
  throw new CheckError(
    'tooManyPixels',
    `Expected at most ${mostPixels} pixels, ${longestSide} on a side, got ${width} x ${height}`,
  );
}

function recognizeFormat(file: Uint8Array<ArrayBuffer>): PictureFormat {
  if (isAvif(file)) return 'avif';
  const start = String.fromCharCode(...file.subarray(0, signatureSize));
  for (const [format, signature] of Object.entries(signatures)) {
    if (signature.test(start)) return format as PictureFormat;
  }
  const code = undecodable.test(start) ? 'unsupportedFormat' : 'notAPicture';
  throw new CheckError(code, `Expected a picture, got ${JSON.stringify(start.slice(0, 16))}`);
}

function readSize(
  file: Uint8Array<ArrayBuffer>,
  format: PictureFormat,
): { width: number; height: number } {
  try {
    const { width, height } = findSize(file, format);
    if (width > 0 && height > 0) return { width, height };
  } catch (cause) {
    throw new CheckError('damaged', `Expected the size of a ${format}, got none`, { cause });
  }
  throw new CheckError('damaged', `Expected the size of a ${format}, got an empty one`);
}

/** `image-size` takes the square of the time for AVIF, and of a GIF it reads only the screen. */
function findSize(file: Uint8Array<ArrayBuffer>, format: PictureFormat) {
  const nothing = { width: 0, height: 0 };
  if (format === 'avif') return findAvifSize(file) ?? nothing;
  if (format === 'gif') return findGifSize(file) ?? nothing;
  return imageSize(file);
}
