import { expect, test } from 'vitest';
import { readVit } from '../../lib/inference/read-vit';
import { configOfRandomVit, writeRandomWeights } from './random-vit';

const config = new TextEncoder().encode(JSON.stringify(configOfRandomVit));
const weights = writeRandomWeights(1);

test('the random model is one that Candid loads, with one label', () => {
  const vit = readVit({ config, weights });
  expect(vit.labels).toBe(1);
  expect(vit.config.imageSize).toBe(384);
});

test('it is as large as the reference model', () => {
  expect(weights.byteLength / 87_262_324).toBeCloseTo(1, 2);
});

test('another seed gives other weights of the same spread', () => {
  const values = (seed: number) =>
    new Float32Array(writeRandomWeights(seed).buffer.slice(-400_000));
  const deviation = (numbers: Float32Array) =>
    Math.sqrt(numbers.reduce((sum, value) => sum + value ** 2, 0) / numbers.length);
  expect(values(2)).not.toEqual(values(1));
  expect(values(1)).toEqual(values(1));
  expect(deviation(values(2).subarray(0, 90_000))).toBeCloseTo(0.02, 3);
});
