import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { quantiseVit } from './int8-weights';
import type { FiledTensor } from './onnx-graph';
import { readVit } from './read-vit';
import type { StoredTensor } from './safetensors';

const folder = `${import.meta.dirname}/fixtures/vit`;
const files = {
  config: new Uint8Array(readFileSync(`${folder}/config.json`)),
  weights: new Uint8Array(readFileSync(`${folder}/hf.safetensors`)),
};
const vit = readVit(files);
const int8 = quantiseVit(vit);
const [block] = vit.tensors.blocks;

function floats(file: Uint8Array, { offset, sizeInBytes }: StoredTensor | FiledTensor) {
  return new Float32Array(file.slice(offset, offset + sizeInBytes).buffer);
}

function roundedWeight(affine: NonNullable<typeof block>['query']) {
  const projection = int8.projections.get(affine);
  if (!projection) throw new Error('Expected the projection in int8, got none');
  const { offset, sizeInBytes, shape } = projection.weight;
  const values = new Int8Array(int8.bytes.slice(offset, offset + sizeInBytes).buffer);
  const [inputs = 0, outputs = 0] = shape;
  return { values, inputs, outputs, scales: floats(int8.bytes, projection.scales) };
}

test('a weight is its int8 value times its output’s scale, within half a step', () => {
  if (!block) throw new Error('Expected a block, got none');
  const weight = floats(files.weights, block.mlpOutput.weight);
  const { values, inputs, outputs, scales } = roundedWeight(block.mlpOutput);
  for (let output = 0; output < outputs; output += 1) {
    const scale = scales[output] ?? NaN;
    for (let input = 0; input < inputs; input += 1) {
      const rounded = (values[input * outputs + output] ?? NaN) * scale;
      const distance = Math.abs(rounded - (weight[output * inputs + input] ?? NaN));
      expect(distance).toBeLessThanOrEqual(scale * 0.5001);
    }
  }
});

test('what a norm is divided by, the weights behind it are multiplied by', () => {
  if (!block) throw new Error('Expected a block, got none');
  const norm = int8.norms.get(block.mlpNorm);
  if (!norm) throw new Error('Expected a balanced norm, got none');
  const before = floats(files.weights, block.mlpNorm.weight);
  const after = floats(int8.bytes, norm.weight);
  const weight = floats(files.weights, block.mlpInput.weight);
  const { values, inputs, outputs, scales } = roundedWeight(block.mlpInput);
  const factors = before.map((value, channel) => value / (after[channel] ?? NaN));
  expect(new Set(factors).size).toBeGreaterThan(1);
  for (let i = 0; i < weight.length; i += 1) {
    const [output, input] = [Math.floor(i / inputs), i % inputs];
    const scale = scales[output] ?? NaN;
    const rounded = (values[input * outputs + output] ?? NaN) * scale;
    const multiplied = (weight[i] ?? NaN) * (factors[input] ?? NaN);
    expect(Math.abs(rounded - multiplied)).toBeLessThanOrEqual(scale * 0.501 + 1e-6);
  }
});

test('int8 weights take a quarter of the bytes of the blocks', () => {
  const projections = vit.tensors.blocks.flatMap(
    ({ query, key, value, attentionOutput, ...mlp }) => [
      query,
      key,
      value,
      attentionOutput,
      mlp.mlpInput,
      mlp.mlpOutput,
    ],
  );
  const before = projections.reduce((sum, { weight }) => sum + weight.sizeInBytes, 0);
  expect(int8.projections.size).toBe(projections.length);
  expect(int8.bytes.byteLength).toBeGreaterThan(before / 4);
  expect(int8.bytes.byteLength).toBeLessThan(before / 2);
});
