import type { Resample } from '../verdict/model';
import { createKernels, weightBits, type Kernel } from './resample';

/** Pixels of a picture, read row by row: four bytes a pixel, of which the fourth is ignored. */
export interface PixelRows {
  width: number;
  height: number;
  order: 'rgb' | 'bgr';
  /** Rows `top` to `top + count`, each from left to right. Good until the next read. Starts at a multiple of four bytes. */
  read(top: number, count: number): Promise<Uint8Array>;
}

/** A rectangle of a picture after resizing, in whole pixels. */
export interface ResizedCrop {
  /** The size of the whole resized picture, of which only the crop is computed. */
  width: number;
  height: number;
  left: number;
  top: number;
  size: number;
}

const half = 1 << (weightBits - 1);
const rowsPerRead = 256;

/**
 * Resizes a picture as Pillow does and cuts a square out of it: first across, then down, rounded to 8 bits in between.
 * Answers size * size * 3 bytes of RGB, black where the square lies outside of the picture.
 */
export async function resizeAndCrop(
  source: PixelRows,
  crop: ResizedCrop,
  resample: Resample = 'bilinear',
): Promise<Uint8Array> {
  const { left, top, size } = crop;
  const across = { inputSize: source.width, outputSize: crop.width, from: left, to: left + size };
  const down = { inputSize: source.height, outputSize: crop.height, from: top, to: top + size };
  const rows = createKernels({ ...down, resample });
  const band = bandOf(rows);
  const narrowed = await narrow(source, createKernels({ ...across, resample }), band);
  return shorten({ pixels: narrowed, width: size, top: band.top }, rows);
}

/** The input rows that any of the kernels needs. */
function bandOf(kernels: Kernel[]): { top: number; bottom: number } {
  const used = kernels.filter(({ weights }) => weights.length > 0);
  const ends = used.map(({ first, weights }) => first + weights.length);
  return { top: used[0]?.first ?? 0, bottom: Math.max(...ends) };
}

/** The pass across: rows of the band, as wide as there are kernels, RGB. */
async function narrow(
  source: PixelRows,
  kernels: Kernel[],
  { top, bottom }: { top: number; bottom: number },
): Promise<Uint8ClampedArray> {
  const rowLength = kernels.length * 3;
  const narrowed = new Uint8ClampedArray((bottom - top) * rowLength);
  const narrowRow = createNarrowing(kernels, source.order === 'rgb' ? 0 : 16);
  for (let row = top; row < bottom; row += rowsPerRead) {
    const count = Math.min(rowsPerRead, bottom - row);
    const { buffer, byteOffset } = await source.read(row, count);
    const pixels = new Uint32Array(buffer, byteOffset, source.width * count);
    for (let i = 0; i < count; i++) {
      narrowRow(pixels, i * source.width, narrowed, (row - top + i) * rowLength);
    }
  }
  return narrowed;
}

/**
 * How to narrow a row of pixels. Weights lie in one list, a pixel is read once, and sums stay 32-bit integers: that is
 * what makes it fast. `redShift` is where red begins in a pixel's 32 bits.
 */
function createNarrowing(kernels: Kernel[], redShift: 0 | 16) {
  const weights = Int32Array.from(kernels.flatMap((kernel) => [...kernel.weights]));
  const firsts = Int32Array.from(kernels, ({ first }) => first);
  const lengths = Int32Array.from(kernels, (kernel) => kernel.weights.length);
  const blueShift = 16 - redShift;
  return (pixels: Uint32Array, start: number, output: Uint8ClampedArray, outputStart: number) => {
    let at = 0;
    let out = outputStart;
    for (let x = 0; x < firsts.length; x++, out += 3) {
      let red = half;
      let green = half;
      let blue = half;
      let position = start + (firsts[x] ?? 0);
      for (const end = at + (lengths[x] ?? 0); at < end; at++, position++) {
        const weight = weights[at] ?? 0;
        const pixel = pixels[position] ?? 0;
        red = (red + Math.imul((pixel >>> redShift) & 255, weight)) | 0;
        green = (green + Math.imul((pixel >>> 8) & 255, weight)) | 0;
        blue = (blue + Math.imul((pixel >>> blueShift) & 255, weight)) | 0;
      }
      output[out] = red >> weightBits;
      output[out + 1] = green >> weightBits;
      output[out + 2] = blue >> weightBits;
    }
  };
}

interface Band {
  pixels: Uint8ClampedArray;
  width: number;
  top: number;
}

/** The pass down: as many rows as there are kernels. */
function shorten({ pixels, width, top }: Band, kernels: Kernel[]): Uint8Array {
  const rowLength = width * 3;
  const output = new Uint8ClampedArray(kernels.length * rowLength);
  const sums = new Int32Array(rowLength);
  kernels.forEach(({ first, weights }, row) => {
    sums.fill(half);
    weights.forEach((weight, i) =>
      addRow(sums, { pixels, start: (first - top + i) * rowLength, weight }),
    );
    const start = row * rowLength;
    for (let x = 0; x < rowLength; x++) output[start + x] = (sums[x] ?? 0) >> weightBits;
  });
  return new Uint8Array(output.buffer);
}

function addRow(
  sums: Int32Array,
  { pixels, start, weight }: { pixels: Uint8ClampedArray; start: number; weight: number },
): void {
  for (let x = 0; x < sums.length; x++) {
    sums[x] = (sums[x] ?? 0) + Math.imul(pixels[start + x] ?? 0, weight);
  }
}
