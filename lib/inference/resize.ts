/** Pixels of a picture, read row by row: four bytes a pixel, of which the fourth is ignored. */
export interface PixelRows {
  width: number;
  height: number;
  order: 'rgb' | 'bgr';
  /** Rows `top` to `top + count`, each from left to right. */
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

/** For one output pixel: the first input pixel that counts, and 22-bit fixed-point weights from there on. */
interface Kernel {
  first: number;
  weights: Int32Array;
}

const weightBits = 22;
const half = 1 << (weightBits - 1);
const rowsPerRead = 256;

/**
 * Resizes a picture as Pillow's `resize(..., BILINEAR)` does and cuts a square out of it: a triangle filter whose support
 * grows with the reduction, first across, then down, rounded to 8 bits in between. Answers size * size * 3 bytes of RGB.
 *
 * Follows https://github.com/python-pillow/Pillow/blob/main/src/libImaging/Resample.c to the bit.
 */
export async function resizeAndCrop(source: PixelRows, crop: ResizedCrop): Promise<Uint8Array> {
  const { left, top, size } = crop;
  const columns = triangleKernels({
    inputSize: source.width,
    outputSize: crop.width,
    from: left,
    to: left + size,
  });
  const rows = triangleKernels({
    inputSize: source.height,
    outputSize: crop.height,
    from: top,
    to: top + size,
  });
  const band = bandOf(rows);
  const narrowed = await narrow(source, columns, band);
  return shorten({ pixels: narrowed, width: size, top: band.top }, rows);
}

interface KernelRange {
  inputSize: number;
  outputSize: number;
  from: number;
  to: number;
}

function triangleKernels({ inputSize, outputSize, from, to }: KernelRange): Kernel[] {
  const scale = inputSize / outputSize;
  const support = Math.max(scale, 1);
  return Array.from({ length: to - from }, (_, i) => {
    const center = (from + i + 0.5) * scale;
    const first = Math.max(Math.trunc(center - support + 0.5), 0);
    const end = Math.min(Math.trunc(center + support + 0.5), inputSize);
    const heights = Array.from({ length: end - first }, (_, x) =>
      Math.max(1 - Math.abs((x + first - center + 0.5) * (1 / support)), 0),
    );
    return { first, weights: toFixedPoint(heights) };
  });
}

function toFixedPoint(heights: number[]): Int32Array {
  const sum = heights.reduce((total, height) => total + height, 0);
  return Int32Array.from(heights, (height) => Math.trunc(0.5 + (height / sum) * (1 << weightBits)));
}

/** The input rows that any of the kernels needs. */
function bandOf(kernels: Kernel[]): { top: number; bottom: number } {
  const ends = kernels.map(({ first, weights }) => first + weights.length);
  return { top: kernels[0]?.first ?? 0, bottom: Math.max(...ends) };
}

/** The pass across: rows of the band, as wide as there are kernels, RGB. */
async function narrow(
  source: PixelRows,
  kernels: Kernel[],
  { top, bottom }: { top: number; bottom: number },
): Promise<Uint8Array> {
  const rowLength = kernels.length * 3;
  const narrowed = new Uint8Array((bottom - top) * rowLength);
  for (let row = top; row < bottom; row += rowsPerRead) {
    const count = Math.min(rowsPerRead, bottom - row);
    const pixels = await source.read(row, count);
    for (let i = 0; i < count; i++) {
      const input = pixels.subarray(i * source.width * 4, (i + 1) * source.width * 4);
      const output = narrowed.subarray((row - top + i) * rowLength);
      narrowRow(input, output, { kernels, redAt: source.order === 'rgb' ? 0 : 2 });
    }
  }
  return narrowed;
}

function narrowRow(
  input: Uint8Array,
  output: Uint8Array,
  { kernels, redAt }: { kernels: Kernel[]; redAt: 0 | 2 },
) {
  let out = 0;
  for (const { first, weights } of kernels) {
    let red = half;
    let green = half;
    let blue = half;
    let at = first * 4;
    for (let i = 0; i < weights.length; i++, at += 4) {
      const weight = weights[i] ?? 0;
      red += (input[at + redAt] ?? 0) * weight;
      green += (input[at + 1] ?? 0) * weight;
      blue += (input[at + 2 - redAt] ?? 0) * weight;
    }
    output[out++] = red >> weightBits;
    output[out++] = green >> weightBits;
    output[out++] = blue >> weightBits;
  }
}

interface Band {
  pixels: Uint8Array;
  width: number;
  top: number;
}

/** The pass down: as many rows as there are kernels. */
function shorten({ pixels, width, top }: Band, kernels: Kernel[]): Uint8Array {
  const rowLength = width * 3;
  const output = new Uint8Array(kernels.length * rowLength);
  const sums = new Int32Array(rowLength);
  kernels.forEach(({ first, weights }, row) => {
    sums.fill(half);
    weights.forEach((weight, i) => {
      const start = (first - top + i) * rowLength;
      for (let x = 0; x < rowLength; x++) {
        sums[x] = (sums[x] ?? 0) + (pixels[start + x] ?? 0) * weight;
      }
    });
    const start = row * rowLength;
    for (let x = 0; x < rowLength; x++) output[start + x] = (sums[x] ?? 0) >> weightBits;
  });
  return output;
}
