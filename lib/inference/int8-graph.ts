import type { Int8Projection } from './int8-weights';
import type { OnnxGraph, Value } from './onnx-graph';

/** The name under which the runtime is given `Int8Weights.bytes`. */
export const int8WeightsFile = 'int8.bin';

/** Rows in uint8: the value is what is above 128, times the row's magnitude [rows, 1], over 127. */
interface QuantisedRows {
  values: Value;
  magnitudes: Value;
}

const zeroPoint = 128;
const step = 1 / 127;

/**
 * Writes projections that multiply in int8. Every row of activations has a scale of its own: one for the whole tensor, as
 * dynamic quantisation has it, gives all tokens the grid of the loudest and moves the answer tens of times further.
 */
export class Int8Projections {
  readonly #graph: OnnxGraph;
  readonly #quantised = new Map<Value, QuantisedRows>();

  constructor(graph: OnnxGraph) {
    this.#graph = graph;
  }

  /** x W for every row of `rows`. */
  project(rows: Value, { name, projection }: { name: string; projection: Int8Projection }): Value {
    const graph = this.#graph;
    const { values, magnitudes } = this.#quantise(rows);
    const inputs = [
      values,
      graph.external(`${name}.weight`, projection.weight, int8WeightsFile),
      this.#step,
      graph.external(`${name}.scales`, projection.scales, int8WeightsFile),
      this.#zeroPoint,
    ];
    const products = graph.apply('MatMulIntegerToFloat', inputs, { domain: 'com.microsoft' });
    return graph.apply('Mul', [products, magnitudes], { name });
  }

  /**
   * The same rows are quantised once, however many projections follow. A row of zeros becomes 0 / 0 and that some integer,
   * which its magnitude takes back to 0.
   */
  #quantise(rows: Value): QuantisedRows {
    const known = this.#quantised.get(rows);
    if (known) return known;
    const graph = this.#graph;
    const ints = { axes: [-1], keepdims: 1 };
    const magnitudes = graph.apply('ReduceMax', [graph.apply('Abs', [rows])], { ints });
    const shares = graph.apply('Div', [rows, magnitudes]);
    const values = graph.apply('QuantizeLinear', [shares, this.#step, this.#zeroPoint]);
    this.#quantised.set(rows, { values, magnitudes });
    return { values, magnitudes };
  }

  get #step(): Value {
    return this.#graph.floats('int8_step', [step], []);
  }

  get #zeroPoint(): Value {
    return this.#graph.uint8('zero_point', zeroPoint);
  }
}
