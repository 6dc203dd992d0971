import type { Resample } from '../verdict/model';

/** For one output pixel: the first input pixel that counts, and 22-bit fixed-point weights from there on. */
export interface Kernel {
  first: number;
  weights: Int32Array;
}

/** How many binary places a kernel's weights have. */
export const weightBits = 22;

/** Which pixels of one side of a resized picture are wanted; those outside of it get no weights, and come out black. */
interface KernelRange {
  inputSize: number;
  outputSize: number;
  from: number;
  to: number;
  resample: Resample;
}

/** A filter of Pillow's: its value at a distance from the middle, in input pixels unless the picture gets smaller. */
interface Filter {
  support: number;
  at: (x: number) => number;
}

const filters: Record<Exclude<Resample, 'nearest'>, Filter> = {
  box: { support: 0.5, at: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
  bilinear: { support: 1, at: (x) => Math.max(1 - Math.abs(x), 0) },
  hamming: {
    support: 1,
    at: (x) => (Math.abs(x) < 1 ? sinc(x) * (0.54 + 0.46 * Math.cos(x * Math.PI)) : 0),
  },
  bicubic: { support: 2, at: bicubic },
  lanczos: { support: 3, at: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
};

/**
 * The weights by which Pillow makes pixels `from` up to `to` of a resized side. A filter grows with the reduction.
 *
 * Follows https://github.com/python-pillow/Pillow/blob/main/src/libImaging/Resample.c to the bit.
 */
export function createKernels(range: KernelRange): Kernel[] {
  const { from, to, outputSize, resample } = range;
  const createKernel =
    resample === 'nearest' ? nearestKernels(range) : filterKernels(range, filters[resample]);
  return Array.from({ length: to - from }, (_, i) => {
    const isInside = from + i >= 0 && from + i < outputSize;
    return isInside ? createKernel(from + i) : { first: 0, weights: new Int32Array() };
  });
}

function filterKernels({ inputSize, outputSize }: KernelRange, { support, at }: Filter) {
  const scale = inputSize / outputSize;
  const filterScale = Math.max(scale, 1);
  const reach = support * filterScale;
  return (position: number): Kernel => {
    const center = (position + 0.5) * scale;
    const first = Math.max(Math.trunc(center - reach + 0.5), 0);
    const end = Math.min(Math.trunc(center + reach + 0.5), inputSize);
    const heights = Array.from({ length: end - first }, (_, x) =>
      at((x + first - center + 0.5) * (1 / filterScale)),
    );
    return { first, weights: toFixedPoint(heights) };
  };
}

/** Pillow adds up its steps, rounding errors included. */
function nearestKernels({ inputSize, outputSize }: KernelRange) {
  const scale = inputSize / outputSize;
  const positions: number[] = [];
  for (let i = 0, at = scale * 0.5; i < outputSize; i++, at += scale)
    positions.push(Math.floor(at));
  return (position: number): Kernel => ({
    first: Math.min(positions[position] ?? 0, inputSize - 1),
    weights: Int32Array.of(1 << weightBits),
  });
}

function toFixedPoint(heights: number[]): Int32Array {
  const sum = heights.reduce((total, height) => total + height, 0);
  return Int32Array.from(heights, (height) => {
    const weight = (height / sum) * (1 << weightBits);
    return Math.trunc(weight < 0 ? weight - 0.5 : weight + 0.5);
  });
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
}

/** https://en.wikipedia.org/wiki/Bicubic_interpolation#Bicubic_convolution_algorithm */
function bicubic(x: number): number {
  const a = -0.5;
  const far = Math.abs(x);
  if (far < 1) return ((a + 2) * far - (a + 3)) * far * far + 1;
  return far < 2 ? (((far - 5) * far + 8) * far - 4) * a : 0;
}
