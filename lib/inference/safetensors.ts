import * as v from 'valibot';
import { ModelLoadError } from './model-load-error';

/** Where a tensor's values lie in its safetensors file. `offset` counts from the start of the file. */
export interface StoredTensor {
  dtype: Dtype;
  shape: number[];
  offset: number;
  sizeInBytes: number;
}

export type Dtype = keyof typeof bytesPerValue;

/** The dtypes that the graph writer can load. */
export const bytesPerValue = { F32: 4, F16: 2 } as const;

const lengthFieldSize = 8;

/** A ViT of 48 layers has a header of 0.1 MB; the format itself stops at 100 MB. */
const mostHeaderBytes = 10_000_000;

const naturalNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The format allows tensors without values, but no model that is loaded here has one. */
const dimension = v.pipe(naturalNumber, v.minValue(1));

const tensorSchema = v.object({
  dtype: v.string(),
  shape: v.array(dimension),
  data_offsets: v.tuple([naturalNumber, naturalNumber]),
});

/**
 * Reads and checks the header of a safetensors file: every tensor lies inside the file, none overlap, no byte is left
 * over, none is empty, and every length fits its shape and dtype.
 *
 * @throws ModelLoadError naming the tensor that is wrong.
 */
export function readTensorIndex(file: Uint8Array): Map<string, StoredTensor> {
  const headerSize = readHeaderSize(file);
  const dataStart = lengthFieldSize + headerSize;
  const index = new Map<string, StoredTensor>();
  for (const [name, entry] of parseHeader(file.subarray(lengthFieldSize, dataStart))) {
    index.set(name, describe(name, entry, dataStart));
  }
  checkCoverage(index, { start: dataStart, end: file.byteLength });
  return index;
}

function readHeaderSize(file: Uint8Array): number {
  if (file.byteLength < lengthFieldSize) {
    throw new ModelLoadError(
      'truncated',
      `Expected at least ${lengthFieldSize} bytes, got ${file.byteLength}`,
    );
  }
  const field = file.subarray(0, lengthFieldSize);
  const size = Number(new DataView(field.buffer, field.byteOffset).getBigUint64(0, true));
  const room = file.byteLength - lengthFieldSize;
  if (size > room) {
    throw new ModelLoadError(
      'truncated',
      `Expected a header of at most ${room} bytes, got ${size}: longer than the file`,
    );
  }
  if (size > mostHeaderBytes) {
    throw malformed(`expected at most ${mostHeaderBytes} bytes, got ${size}`);
  }
  return size;
}

type TensorEntry = v.InferOutput<typeof tensorSchema>;

/** Entry by entry: Valibot's objects leave out names such as `constructor`, which would hide a tensor from the checks. */
function parseHeader(bytes: Uint8Array): [string, TensorEntry][] {
  return Object.entries(parseJson(bytes))
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => [name, parseEntry(name, entry)]);
}

function parseJson(bytes: Uint8Array): object {
  const header = decodeJson(bytes);
  if (typeof header === 'object' && header !== null && !Array.isArray(header)) return header;
  throw malformed('expected a JSON object');
}

function decodeJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw malformed('expected JSON', { cause });
  }
}

function parseEntry(name: string, entry: unknown): TensorEntry {
  const parsed = v.safeParse(tensorSchema, entry, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = [name, v.getDotPath(issue)].filter((part) => part !== null).join(': ');
  throw malformed(`${path}: ${issue.message}`);
}

function malformed(message: string, options?: ErrorOptions) {
  return new ModelLoadError('malformedHeader', `Header, ${message}`, options);
}

function describe(name: string, entry: TensorEntry, dataStart: number): StoredTensor {
  const { dtype, shape, data_offsets } = entry;
  const [begin, end] = data_offsets;
  if (!isDtype(dtype)) {
    throw new ModelLoadError(
      'wrongDtype',
      `${name}: expected ${Object.keys(bytesPerValue).join(' or ')}, got ${dtype}`,
    );
  }
  const sizeInBytes = end - begin;
  const expected = sizeOf(shape) * bytesPerValue[dtype];
  if (sizeInBytes !== expected) {
    throw new ModelLoadError(
      'badOffsets',
      `${name}: expected ${expected} bytes for ${dtype} [${shape.join(', ')}], got ${sizeInBytes}`,
    );
  }
  return { dtype, shape, offset: dataStart + begin, sizeInBytes };
}

function isDtype(dtype: string): dtype is Dtype {
  return Object.hasOwn(bytesPerValue, dtype);
}

/** The number of values of a tensor. */
export function sizeOf(shape: number[]): number {
  return shape.reduce((size, dimension) => size * dimension, 1);
}

/** Laid end to end, the tensors must fill the file exactly: a hole or an overlap means that offsets lie. */
function checkCoverage(index: Map<string, StoredTensor>, data: { start: number; end: number }) {
  let previous = { name: 'header', end: data.start };
  for (const [name, { offset, sizeInBytes }] of inFileOrder(index)) {
    const end = offset + sizeInBytes;
    if (end > data.end) {
      throw new ModelLoadError(
        'truncated',
        `${name}: expected ${end - data.end} more bytes at the end of the file`,
      );
    }
    if (offset !== previous.end) {
      const relation = offset < previous.end ? 'overlaps' : 'leaves a hole after';
      throw new ModelLoadError('badOffsets', `${name} ${relation} ${previous.name}`);
    }
    previous = { name, end };
  }
  if (previous.end !== data.end) {
    throw new ModelLoadError(
      'badOffsets',
      `Expected the file to end after ${previous.name}, got ${data.end - previous.end} more bytes`,
    );
  }
}

function inFileOrder(index: Map<string, StoredTensor>) {
  return [...index].toSorted(
    ([, a], [, b]) => a.offset - b.offset || a.sizeInBytes - b.sizeInBytes,
  );
}
