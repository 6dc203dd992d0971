import { weightBits, type Kernel } from './resample';
import { resizeWasm } from './resize-wasm';

/** The two passes of `resize.wat`, which says what they take; all numbers are byte offsets into the memory, or counts. */
export interface ResizeProgram {
  memory: WebAssembly.Memory;
  /** `narrow(pixels, width, rows, kernels, kernelCount, output)` */
  narrow: (...args: [number, number, number, number, number, number]) => void;
  /** `shorten(pixels, width, kernels, kernelCount, output, isBgr)` */
  shorten: (...args: [number, number, number, number, number, number]) => void;
}

const pageInBytes = 2 ** 16;
/** A memory never gets smaller again: one that had to hold a giant is not kept. */
const mostPagesKept = 1024;
const halfBits = weightBits / 2;
const lowMask = (1 << halfBits) - 1;

let compiled: WebAssembly.Module | undefined;
let idle: ResizeProgram | undefined;

/** Runs `work` with a program that nobody else uses meanwhile, and at least `sizeInBytes` of memory. */
export async function withResizeProgram<Value>(
  sizeInBytes: number,
  work: (program: ResizeProgram) => Promise<Value>,
): Promise<Value> {
  const program = idle ?? instantiate();
  idle = undefined;
  const missing = Math.ceil(sizeInBytes / pageInBytes) - pagesOf(program);
  if (missing > 0) program.memory.grow(missing);
  try {
    return await work(program);
  } finally {
    if (pagesOf(program) <= mostPagesKept) idle = program;
  }
}

function instantiate(): ResizeProgram {
  compiled ??= new WebAssembly.Module(
    Uint8Array.from(atob(resizeWasm), (byte) => byte.charCodeAt(0)),
  );
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(compiled, { resize: { memory } });
  return { memory, ...(exports as Omit<ResizeProgram, 'memory'>) };
}

function pagesOf({ memory }: ResizeProgram): number {
  return memory.buffer.byteLength / pageInBytes;
}

/** The kernels of `narrow`: taps in groups of four. */
export function packAcross(kernels: Kernel[]): Int32Array {
  return pack(kernels, 4, (taps) => {
    const [first = 0, second = 0, third = 0, fourth = 0] = taps;
    const [a, b] = [pairOf(first, second), pairOf(third, fourth)];
    return [a.high, b.high, a.low, b.low];
  });
}

/** The kernels of `shorten`, whose first row is row `top`: taps in pairs. */
export function packDown(kernels: Kernel[], top: number): Int32Array {
  const moved = kernels.map(({ first, weights }) => ({ first: first - top, weights }));
  return pack(moved, 2, ([first = 0, second = 0]) => {
    const { high, low } = pairOf(first, second);
    return [high, low];
  });
}

function pack(
  kernels: Kernel[],
  tapsPerGroup: number,
  packGroup: (taps: Int32Array) => number[],
): Int32Array {
  const packed = kernels.flatMap(({ first, weights }) => {
    const groups = Array.from({ length: Math.ceil(weights.length / tapsPerGroup) }, (_, i) =>
      packGroup(weights.subarray(i * tapsPerGroup, (i + 1) * tapsPerGroup)),
    );
    return weights.length > 0 ? [first, groups.length, ...groups.flat()] : [0, 0];
  });
  return Int32Array.from(packed);
}

/** Two weights in halves of 16 bits, the first one lower. */
function pairOf(first: number, second: number): { high: number; low: number } {
  const join = (a: number, b: number) => (a & 0xffff) | (b << 16);
  return {
    high: join(first >> halfBits, second >> halfBits),
    low: join(first & lowMask, second & lowMask),
  };
}
