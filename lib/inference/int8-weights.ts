import type { FiledTensor } from './onnx-graph';
import type { Vit } from './read-vit';
import { sizeOf, type StoredTensor } from './safetensors';
import { TensorFile } from './tensor-file';
import type { Affine, VitBlock } from './vit-tensors';

/** A projection in int8: `weight` is [in, out], as MatMulInteger takes it, with one scale per output. */
export interface Int8Projection {
  weight: FiledTensor;
  scales: FiledTensor;
}

/** What stands in for projections and norms of a model's own file. The tensors lie in `bytes`. */
export interface Int8Weights {
  bytes: Uint8Array<ArrayBuffer>;
  projections: ReadonlyMap<Affine, Int8Projection>;
  norms: ReadonlyMap<Affine, Record<'weight' | 'bias', FiledTensor>>;
}

const largestInt8 = 127;

/**
 * Rounds the projections of all blocks to int8, symmetrically, with a scale per output channel. Before that the channels
 * that a norm makes large are divided down in the norm and multiplied up in the weights behind it, which changes nothing
 * but leaves less to lose by rounding: SmoothQuant (Xiao et al. 2023) with what weights alone tell.
 */
export function quantiseVit(vit: Vit): Int8Weights {
  const quantiser = new Quantiser(vit);
  for (const block of vit.tensors.blocks) quantiser.addBlock(block);
  return quantiser.finish();
}

class Quantiser {
  readonly #vit: Vit;
  readonly #file = new TensorFile();
  readonly #projections = new Map<Affine, Int8Projection>();
  readonly #norms = new Map<Affine, Record<'weight' | 'bias', FiledTensor>>();

  constructor(vit: Vit) {
    this.#vit = vit;
  }

  addBlock(block: VitBlock): void {
    const attention = this.#balance(block.attentionNorm, [block.query, block.key, block.value]);
    for (const affine of [block.query, block.key, block.value]) this.#add(affine, attention);
    this.#add(block.attentionOutput);
    this.#add(block.mlpInput, this.#balance(block.mlpNorm, [block.mlpInput]));
    this.#add(block.mlpOutput);
  }

  finish(): Int8Weights {
    return { bytes: this.#file.join(), projections: this.#projections, norms: this.#norms };
  }

  /** Divides the outputs of a norm by the factors that it answers, one per channel. */
  #balance(norm: Affine, followers: Affine[]): Float32Array {
    const gain = this.#read(norm.weight);
    const offset = norm.bias ? this.#read(norm.bias) : new Float32Array(gain.length);
    const largest = largestPerColumn(
      followers.map(({ weight }) => this.#read(weight)),
      gain.length,
    );
    const factors = gain.map((value, channel) => {
      const factor = Math.sqrt(Math.hypot(value, at(offset, channel)) / at(largest, channel));
      return factor > 0 && Number.isFinite(factor) ? factor : 1;
    });
    const divided = (values: Float32Array) =>
      this.#file.add(values.map((value, channel) => value / at(factors, channel)));
    this.#norms.set(norm, { weight: divided(gain), bias: divided(offset) });
    return factors;
  }

  #add(affine: Affine, factors?: Float32Array): void {
    const [outputs = 0, inputs = 0] = affine.weight.shape;
    const weight = this.#read(affine.weight);
    if (factors) weight.forEach((value, i) => (weight[i] = value * at(factors, i % inputs)));
    const { values, scales } = roundRows(weight, { outputs, inputs });
    this.#projections.set(affine, {
      weight: this.#file.add(values, [inputs, outputs]),
      scales: this.#file.add(scales),
    });
  }

  #read(tensor: StoredTensor): Float32Array<ArrayBuffer> {
    return readFloats(this.#vit.files.weights, tensor);
  }
}

/** `values` is the transpose, [inputs, outputs]; a value times the scale of its output is the weight again, but for rounding. */
function roundRows(
  weight: Float32Array,
  { outputs, inputs }: { outputs: number; inputs: number },
): { values: Int8Array<ArrayBuffer>; scales: Float32Array<ArrayBuffer> } {
  const values = new Int8Array(weight.length);
  const scales = new Float32Array(outputs);
  for (let output = 0; output < outputs; output += 1) {
    const row = weight.subarray(output * inputs, (output + 1) * inputs);
    const scale = row.reduce(larger, 0) / largestInt8 || 1;
    scales[output] = scale;
    for (let input = 0; input < inputs; input += 1) {
      values[input * outputs + output] = Math.round(at(row, input) / scale);
    }
  }
  return { values, scales };
}

function largestPerColumn(matrices: Float32Array[], columns: number): Float32Array {
  const largest = new Float32Array(columns);
  for (const matrix of matrices) {
    matrix.forEach((value, i) => (largest[i % columns] = larger(at(largest, i % columns), value)));
  }
  return largest;
}

function larger(largest: number, value: number): number {
  return Math.max(largest, Math.abs(value));
}

/** A copy in single precision. */
function readFloats(
  file: Uint8Array<ArrayBuffer>,
  { dtype, shape, offset, sizeInBytes }: StoredTensor,
): Float32Array<ArrayBuffer> {
  const bytes = file.subarray(offset, offset + sizeInBytes).slice().buffer;
  const length = sizeOf(shape);
  return dtype === 'F16'
    ? Float32Array.from(new Float16Array(bytes, 0, length))
    : new Float32Array(bytes, 0, length);
}

function at(values: ArrayLike<number>, position: number): number {
  return values[position] ?? NaN;
}
