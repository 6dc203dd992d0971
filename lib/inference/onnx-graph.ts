import { PbfWriter } from 'pbf';
import type { StoredTensor } from './safetensors';

/** Numbers of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, as far as this writer needs them. */
export const elementType = { F32: 1, U8: 2, I8: 3, int64: 7, F16: 10 } as const;
const attributeType = { float: 1, int: 2, ints: 7 } as const;
const externalDataLocation = 1;
const irVersion = 8;
const opsets = { '': 17, 'com.microsoft': 1 } as const;

/** What a graph computes in. Its inputs and outputs are F32 either way. */
export type Precision = 'F32' | 'F16';

/** A named value in a graph. */
export type Value = string & { readonly __value: true };

/** A dimension is a number, or a name where it is free. */
export interface Port {
  name: string;
  shape: (number | string)[];
}

interface Node {
  operator: string;
  inputs: Value[];
  /** Empty where an output is not wanted. */
  outputs: (Value | '')[];
  domain: keyof typeof opsets;
  ints: Record<string, number | number[]>;
  floats: Record<string, number>;
}

/** Attributes of an operator, apart by type, because ONNX tells 1 from 1.0. */
export interface Attributes {
  ints?: Record<string, number | number[]>;
  floats?: Record<string, number>;
  domain?: keyof typeof opsets;
  /** The output's name; made up where it does not matter. */
  name?: string | undefined;
}

/** A tensor in a file that the runtime is given beside the graph. */
export interface FiledTensor extends Omit<StoredTensor, 'dtype'> {
  dtype: StoredTensor['dtype'] | 'I8';
}

interface ExternalTensor {
  name: string;
  tensor: FiledTensor;
  location: string;
}

interface InlineTensor {
  name: string;
  dtype: 'F32' | 'U8' | 'int64';
  shape: number[];
  bytes: Uint8Array;
}

/** An ONNX graph in the making: values in, operators on them, and a model file out. */
export class OnnxGraph {
  readonly #weightsFile: string;
  readonly #precision: Precision;
  readonly #nodes: Node[] = [];
  readonly #external: ExternalTensor[] = [];
  readonly #inline: InlineTensor[] = [];
  readonly #inputs: Port[] = [];
  readonly #outputs: Port[] = [];

  /** `weightsFile` is the name under which the runtime will be given the bytes that `weight` points into. */
  constructor(weightsFile: string, precision: Precision = 'F32') {
    this.#weightsFile = weightsFile;
    this.#precision = precision;
  }

  input(port: Port): Value {
    this.#inputs.push(port);
    return this.#toPrecision({ name: port.name, dtype: 'F32' }, `${port.name}.${this.#precision}`);
  }

  /** Makes the value named `port.name` an output. */
  output(port: Port) {
    this.#outputs.push(port);
    if (this.#precision === 'F32') return;
    const computed = this.#rename(port.name, `${port.name}.${this.#precision}`);
    this.apply('Cast', [computed], { ints: { to: elementType.F32 }, name: port.name });
  }

  /** A tensor that stays in its file. One of another precision is converted once, when the session is made. */
  weight(name: string, tensor: StoredTensor): Value {
    const { dtype } = tensor;
    const stored = dtype === this.#precision ? name : `${name}.${dtype}`;
    this.#external.push({ name: stored, tensor, location: this.#weightsFile });
    return this.#toPrecision({ name: stored, dtype }, name);
  }

  /** A tensor of another file, as it lies there. */
  external(name: string, tensor: FiledTensor, location: string): Value {
    this.#external.push({ name, tensor, location });
    return name as Value;
  }

  /** A list of integers, as shapes and axes are given. */
  int64s(values: number[]): Value {
    const name = `int64s_${values.join('_')}`;
    if (!this.#hasInline(name)) {
      const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
      this.#inline.push({ name, dtype: 'int64', shape: [values.length], bytes });
    }
    return name as Value;
  }

  /** A single uint8. The same name is the same value. */
  uint8(name: string, value: number): Value {
    if (!this.#hasInline(name)) {
      this.#inline.push({ name, dtype: 'U8', shape: [], bytes: Uint8Array.of(value) });
    }
    return name as Value;
  }

  /** Numbers of the graph's own. The same name is the same value. */
  floats(name: string, values: number[], shape: number[]): Value {
    if (this.#precision === 'F32' && this.#hasInline(name)) return name as Value;
    const bytes = new Uint8Array(Float32Array.from(values).buffer);
    this.#inline.push({ name, dtype: 'F32', shape, bytes });
    return this.#toPrecision({ name, dtype: 'F32' }, `${name}.${this.#precision}`);
  }

  /** Applies an operator and answers its first output. */
  apply(operator: string, inputs: Value[], attributes: Attributes = {}): Value {
    const { ints = {}, floats = {}, domain = '' } = attributes;
    const output = (attributes.name ?? `${operator}_${this.#nodes.length}`) as Value;
    this.#nodes.push({ operator, inputs, outputs: [output], domain, ints, floats });
    return output;
  }

  /** Applies an operator of several outputs and answers the two at these positions, counted from 0 and in order. */
  applyForTwo(
    operator: string,
    inputs: Value[],
    { positions: [first, second], ...attributes }: Attributes & { positions: [number, number] },
  ): [Value, Value] {
    const {
      ints = {},
      floats = {},
      domain = '',
      name = `${operator}_${this.#nodes.length}`,
    } = attributes;
    const wanted: [Value, Value] = [name as Value, `${name}.${second}` as Value];
    const outputs = Array<Value | ''>(second + 1).fill('');
    [outputs[first], outputs[second]] = wanted;
    this.#nodes.push({ operator, inputs, outputs, domain, ints, floats });
    return wanted;
  }

  /** The graph as the bytes of an ONNX model file. */
  write(): Uint8Array<ArrayBuffer> {
    const pbf = new PbfWriter();
    pbf.writeVarintField(1, irVersion);
    pbf.writeMessage(7, (_, graph) => this.#writeGraph(graph), null);
    for (const [domain, version] of Object.entries(opsets)) {
      pbf.writeMessage(8, writeOpset, { domain, version });
    }
    return new Uint8Array(pbf.finish());
  }

  #hasInline(name: string): boolean {
    return this.#inline.some((tensor) => tensor.name === name);
  }

  #toPrecision({ name, dtype }: { name: string; dtype: Precision }, converted: string): Value {
    if (dtype === this.#precision) return name as Value;
    const to = elementType[this.#precision];
    return this.apply('Cast', [name as Value], { ints: { to }, name: converted });
  }

  #rename(from: string, to: string): Value {
    const renamed = <Name extends Value | ''>(value: Name) =>
      value === from ? (to as Name) : value;
    for (const node of this.#nodes) {
      node.outputs = node.outputs.map(renamed);
      node.inputs = node.inputs.map(renamed);
    }
    return to as Value;
  }

  #writeGraph(pbf: PbfWriter) {
    for (const node of this.#nodes) pbf.writeMessage(1, writeNode, node);
    pbf.writeStringField(2, 'vit');
    for (const tensor of this.#external) pbf.writeMessage(5, writeExternalTensor, tensor);
    for (const tensor of this.#inline) pbf.writeMessage(5, writeInlineTensor, tensor);
    for (const port of this.#inputs) pbf.writeMessage(11, writePort, port);
    for (const port of this.#outputs) pbf.writeMessage(12, writePort, port);
  }
}

function writeOpset({ domain, version }: { domain: string; version: number }, pbf: PbfWriter) {
  pbf.writeStringField(1, domain);
  pbf.writeVarintField(2, version);
}

function writeNode({ operator, inputs, outputs, domain, ints, floats }: Node, pbf: PbfWriter) {
  for (const input of inputs) pbf.writeStringField(1, input);
  for (const output of outputs) pbf.writeStringField(2, output);
  pbf.writeStringField(3, outputs.find(Boolean) ?? operator);
  pbf.writeStringField(4, operator);
  for (const [name, value] of Object.entries(ints)) {
    pbf.writeMessage(5, writeIntAttribute, { name, value });
  }
  for (const [name, value] of Object.entries(floats)) {
    pbf.writeMessage(5, writeFloatAttribute, { name, value });
  }
  pbf.writeStringField(7, domain);
}

function writeIntAttribute(
  { name, value }: { name: string; value: number | number[] },
  pbf: PbfWriter,
) {
  pbf.writeStringField(1, name);
  if (typeof value === 'number') pbf.writeVarintField(3, value);
  else for (const element of value) pbf.writeVarintField(8, element);
  pbf.writeVarintField(20, typeof value === 'number' ? attributeType.int : attributeType.ints);
}

function writeFloatAttribute({ name, value }: { name: string; value: number }, pbf: PbfWriter) {
  pbf.writeStringField(1, name);
  pbf.writeFloatField(2, value);
  pbf.writeVarintField(20, attributeType.float);
}

function writeExternalTensor({ name, tensor, location }: ExternalTensor, pbf: PbfWriter) {
  const { dtype, shape, offset, sizeInBytes } = tensor;
  for (const dimension of shape) pbf.writeVarintField(1, dimension);
  pbf.writeVarintField(2, elementType[dtype]);
  pbf.writeStringField(8, name);
  for (const [key, value] of Object.entries({ location, offset, length: sizeInBytes })) {
    pbf.writeMessage(13, writeEntry, { key, value: String(value) });
  }
  pbf.writeVarintField(14, externalDataLocation);
}

function writeInlineTensor({ name, dtype, shape, bytes }: InlineTensor, pbf: PbfWriter) {
  for (const dimension of shape) pbf.writeVarintField(1, dimension);
  pbf.writeVarintField(2, elementType[dtype]);
  pbf.writeStringField(8, name);
  pbf.writeBytesField(9, bytes);
}

function writeEntry({ key, value }: { key: string; value: string }, pbf: PbfWriter) {
  pbf.writeStringField(1, key);
  pbf.writeStringField(2, value);
}

function writePort({ name, shape }: Port, pbf: PbfWriter) {
  pbf.writeStringField(1, name);
  pbf.writeMessage(2, writeTensorType, shape);
}

function writeTensorType(shape: Port['shape'], pbf: PbfWriter) {
  pbf.writeMessage(
    1,
    (_, tensorType) => {
      tensorType.writeVarintField(1, elementType.F32);
      tensorType.writeMessage(2, writeShape, shape);
    },
    null,
  );
}

function writeShape(shape: Port['shape'], pbf: PbfWriter) {
  for (const dimension of shape) {
    pbf.writeMessage(1, writeDimension, dimension);
  }
}

function writeDimension(dimension: number | string, pbf: PbfWriter) {
  if (typeof dimension === 'number') pbf.writeVarintField(1, dimension);
  else pbf.writeStringField(2, dimension);
}
