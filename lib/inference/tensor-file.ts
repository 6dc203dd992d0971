import type { FiledTensor } from './onnx-graph';

/** ONNX Runtime reads tensors of an external file best from multiples of this. */
const alignment = 64;

/** Tensors one after the other, to be given to the runtime beside a graph. */
export class TensorFile {
  readonly #parts: { offset: number; bytes: Uint8Array }[] = [];
  #sizeInBytes = 0;

  /** Appends a tensor, a vector unless `shape` is given. */
  add(
    values: Int8Array<ArrayBuffer> | Float32Array<ArrayBuffer>,
    shape: number[] = [values.length],
  ): FiledTensor {
    const { buffer, byteOffset, byteLength } = values;
    const offset = this.#sizeInBytes;
    this.#parts.push({ offset, bytes: new Uint8Array(buffer, byteOffset, byteLength) });
    this.#sizeInBytes = Math.ceil((offset + byteLength) / alignment) * alignment;
    const dtype = values instanceof Int8Array ? 'I8' : 'F32';
    return { dtype, shape, offset, sizeInBytes: byteLength };
  }

  join(): Uint8Array<ArrayBuffer> {
    const file = new Uint8Array(this.#sizeInBytes);
    for (const { offset, bytes } of this.#parts) file.set(bytes, offset);
    return file;
  }
}
