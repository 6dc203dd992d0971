import type { Int8Projection } from './int8-weights';
import { elementType, type OnnxGraph, type Value } from './onnx-graph';

/** The name under which the runtime is given `Int8Weights.bytes`. */
export const int8WeightsFile = 'int8.bin';

/** Rows in uint8, and what each row must be multiplied by, [rows, 1], once 128 is taken off. */
interface QuantisedRows {
  values: Value;
  scales: Value;
}

const zeroPoint = 128;
const largestMagnitude = 127;

/** What an all-zero row is divided by. */
const smallestScale = 1e-12;

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

  /** x W + b for every row of `rows`, both times `factor`. */
  project(
    rows: Value,
    { name, projection, factor }: { name: string; projection: Int8Projection; factor: number },
  ): Value {
    const graph = this.#graph;
    const { values, scales } = this.#quantise(rows);
    const inputs = [
      values,
      graph.external(`${name}.weight`, projection.weight, int8WeightsFile),
      graph.floats(`factor_${factor}`, [factor], []),
      graph.external(`${name}.scales`, projection.scales, int8WeightsFile),
      graph.uint8('zero_point', zeroPoint),
    ];
    const products = graph.apply('MatMulIntegerToFloat', inputs, { domain: 'com.microsoft' });
    const scaled = graph.apply('Mul', [products, scales]);
    if (!projection.bias) return scaled;
    const bias = graph.external(`${name}.bias`, projection.bias, int8WeightsFile);
    const offset =
      factor === 1
        ? bias
        : graph.apply('Mul', [bias, graph.floats(`factor_${factor}`, [factor], [])]);
    return graph.apply('Add', [scaled, offset], { name });
  }

  /** The same rows are quantised once, however many projections follow. */
  #quantise(rows: Value): QuantisedRows {
    const known = this.#quantised.get(rows);
    if (known) return known;
    const scales = this.#scalesOf(rows);
    const shifted = this.#graph.apply('Add', [
      this.#graph.apply('Div', [rows, scales]),
      // Casting cuts off what is behind the point.
      this.#graph.floats('zero_point_and_half', [zeroPoint + 0.5], []),
    ]);
    const values = this.#graph.apply('Cast', [shifted], { ints: { to: elementType.U8 } });
    this.#quantised.set(rows, { values, scales });
    return { values, scales };
  }

  #scalesOf(rows: Value): Value {
    const graph = this.#graph;
    const magnitudes = graph.apply('ReduceMax', [graph.apply('Abs', [rows])], {
      ints: { axes: [-1], keepdims: 1 },
    });
    const step = graph.floats('int8_step', [1 / largestMagnitude], []);
    const scales = graph.apply('Mul', [magnitudes, step]);
    return graph.apply('Max', [scales, graph.floats('smallest_scale', [smallestScale], [])]);
  }
}
