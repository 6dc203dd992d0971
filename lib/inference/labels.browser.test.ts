import { expect, it } from 'vitest';
import type { Labels } from '../verdict/model';
import { fakeLogitOf, scoreOfLogit } from '../verdict/score';
import { readGoldenPixels } from './fixtures/golden-answers';
import { readGoldenModel } from './fixtures/golden-models';
import { relabel } from './fixtures/relabel';
import expectedUrl from './fixtures/vit/expected.json?url';
import { readVit } from './read-vit';
import { VitModel } from './vit-model';

const hidden = 48;
const names = ['human', 'artificial', 'deepfake'];

/** Rows that have nothing to do with each other, so that a mixed-up label shows. */
const weight = Float32Array.from({ length: names.length * hidden }, (_, i) => Math.sin(i * i));
const bias = Float32Array.of(0.25, -0.5, 0.125);

interface Expected {
  expected: { cls_embedding: { data: number[] } };
}

/** The embeddings that the reference answered for three pictures. */
async function readEmbeddings(): Promise<number[][]> {
  const { expected } = (await (await fetch(expectedUrl)).json()) as Expected;
  const { data } = expected.cls_embedding;
  return [0, 1, 2].map((picture) => data.slice(picture * hidden, (picture + 1) * hidden));
}

function logitsOf(embedding: number[]): number[] {
  return names.map((_, label) =>
    embedding.reduce(
      (sum, value, i) => sum + value * (weight[label * hidden + i] ?? NaN),
      bias[label] ?? NaN,
    ),
  );
}

function softmax(logits: number[]): number[] {
  const powers = logits.map((logit) => Math.exp(logit));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

it('answers a logit for every label, and their softmax is the score', async () => {
  const vit = readVit(relabel(await readGoldenModel('hf'), { names, weight, bias }));
  expect(vit.labels).toBe(3);
  const model = await VitModel.load(vit, { id: 'labels', device: 'wasm' });
  const { logits, rollout } = await model.run(await readGoldenPixels());
  const labels: Labels = { names, fake: [1, 2], isAssumed: false };
  for (const [picture, embedding] of (await readEmbeddings()).entries()) {
    const [, artificial = NaN, deepfake = NaN] = softmax(logitsOf(embedding));
    const answer = logits.slice(picture * 3, (picture + 1) * 3);
    expect(scoreOfLogit(fakeLogitOf(answer, labels))).toBeCloseTo(artificial + deepfake, 4);
  }
  expect(rollout).toHaveLength(3 * 36);
  await model.dispose();
});
