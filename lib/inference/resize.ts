import type { Resample } from '../verdict/model';
import { createKernels, type Kernel } from './resample';
import { packAcross, packDown, withResizeProgram, type ResizeProgram } from './resize-program';

/** Pixels of a picture, read row by row: four bytes a pixel, of which the fourth is ignored. */
export interface PixelRows {
  width: number;
  height: number;
  order: 'rgb' | 'bgr';
  /** Writes `count` rows from row `top` on into `pixels`, each from left to right. */
  read(rows: { top: number; count: number }, pixels: Uint8Array<ArrayBuffer>): Promise<void>;
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

const rowsPerRead = 64;
/** `narrow` reads 16 bytes at a time. */
const slackInBytes = 16;

/**
 * Resizes a picture as Pillow does and cuts a square out of it: first across, then down, rounded to 8 bits in between.
 * Answers size * size * 3 bytes of RGB, black where the square lies outside of the picture.
 */
export async function resizeAndCrop(
  source: PixelRows,
  crop: ResizedCrop,
  resample: Resample = 'bilinear',
): Promise<Uint8Array<ArrayBuffer>> {
  const { left, top, size } = crop;
  const across = { inputSize: source.width, outputSize: crop.width, from: left, to: left + size };
  const down = { inputSize: source.height, outputSize: crop.height, from: top, to: top + size };
  const rows = createKernels({ ...down, resample });
  const band = bandOf(rows);
  const plan = planMemory(source, size, {
    band,
    across: packAcross(createKernels({ ...across, resample })),
    down: packDown(rows, band.top),
  });
  return withResizeProgram(plan.end, (program) => run(source, plan, program));
}

/** Rows of the picture. */
interface Band {
  top: number;
  bottom: number;
}

/** The input rows that any of the kernels needs. */
function bandOf(kernels: Kernel[]): Band {
  const used = kernels.filter(({ weights }) => weights.length > 0);
  const ends = used.map(({ first, weights }) => first + weights.length);
  return { top: used[0]?.first ?? 0, bottom: Math.max(0, ...ends) };
}

/** What both passes take and where, in byte offsets. */
interface Plan {
  size: number;
  band: Band;
  across: { at: number; packed: Int32Array };
  down: { at: number; packed: Int32Array };
  /** `rowsPerRead` rows of the picture. */
  source: number;
  /** The band after the pass across. */
  narrowed: number;
  output: number;
  end: number;
}

function planMemory(
  { width }: PixelRows,
  size: number,
  { band, across, down }: { band: Band; across: Int32Array; down: Int32Array },
): Plan {
  const narrowedRows = band.bottom - band.top + 1;
  const downAt = across.byteLength;
  const source = downAt + down.byteLength;
  const narrowed = source + width * rowsPerRead * 4 + slackInBytes;
  const output = narrowed + narrowedRows * size * 4;
  return {
    size,
    band,
    across: { at: 0, packed: across },
    down: { at: downAt, packed: down },
    source,
    narrowed,
    output,
    end: output + size * size * 3 + 1,
  };
}

async function run(
  picture: PixelRows,
  plan: Plan,
  { memory, narrow, shorten }: ResizeProgram,
): Promise<Uint8Array<ArrayBuffer>> {
  const { size, band, across, down, source, narrowed, output } = plan;
  const { buffer } = memory as { buffer: ArrayBuffer };
  for (const { at, packed } of [across, down]) {
    new Int32Array(buffer, at, packed.length).set(packed);
  }
  for (let top = band.top; top < band.bottom; top += rowsPerRead) {
    const count = Math.min(rowsPerRead, band.bottom - top);
    const pixels = new Uint8Array(buffer, source, picture.width * count * 4);
    await picture.read({ top, count }, pixels);
    const row = narrowed + (top - band.top) * size * 4;
    narrow(source, picture.width, count, across.at, size, row);
  }
  shorten(narrowed, size, down.at, size, output, picture.order === 'bgr' ? 1 : 0);
  return new Uint8Array(buffer.slice(output, output + size * size * 3));
}
