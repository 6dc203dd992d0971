import { expect, it } from 'vitest';
import { createTestPicture, findDisagreement, fp32Tolerance } from './self-test';
import type { VitOutputs } from './vit-model';

const reference: VitOutputs = {
  logits: Float32Array.of(0.4),
  rollout: Float32Array.of(0.002, 0.004),
  clsEmbedding: Float32Array.of(-2, 1, 0),
};

function disagreementOf(changed: Partial<VitOutputs>): string | undefined {
  return findDisagreement({ reference, actual: { ...reference, ...changed } }, fp32Tolerance);
}

it('agrees with what is off by rounding', () => {
  const rounded = {
    logits: Float32Array.of(0.409),
    rollout: Float32Array.of(0.00203, 0.00397),
    clsEmbedding: Float32Array.of(-2.015, 0.985, 0.01),
  };
  expect(disagreementOf(rounded)).toBeUndefined();
});

it.each([
  ['logits', { logits: Float32Array.of(0.42) }],
  ['rollout', { rollout: Float32Array.of(0.00205, 0.004) }],
  ['clsEmbedding', { clsEmbedding: Float32Array.of(-2, 1, 0.03) }],
  ['logits', { logits: Float32Array.of(NaN) }],
  ['rollout', { rollout: Float32Array.of(0.002, NaN) }],
  ['clsEmbedding', { clsEmbedding: Float32Array.of(-2, Infinity, 0) }],
  ['rollout', { rollout: Float32Array.of(0.002) }],
  ['clsEmbedding', { clsEmbedding: new Float32Array(3) }],
])('finds perturbed %s', (name, changed) => {
  expect(disagreementOf(changed)).toMatch(name);
});

it('tests with the same picture everywhere, in which no two patches are alike', () => {
  const picture = createTestPicture(96);
  expect(picture).toEqual(createTestPicture(96));
  expect(Math.max(...picture.map(Math.abs))).toBeLessThan(2.1);
  const patchSums = Array.from({ length: 36 }, (_, patch) => sumOfPatch(picture, patch));
  expect(new Set(patchSums).size).toBe(36);
});

function sumOfPatch(picture: Float32Array, patch: number): number {
  const start = Math.floor(patch / 6) * 16 * 96 + (patch % 6) * 16;
  const pixels = Array.from({ length: 256 }, (_, i) => start + Math.floor(i / 16) * 96 + (i % 16));
  return pixels.reduce((sum, pixel) => sum + (picture[pixel] ?? NaN), 0);
}
