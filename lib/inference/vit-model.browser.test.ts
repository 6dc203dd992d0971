import { expect, it } from 'vitest';
import expectedUrl from './fixtures/vit/expected.json?url';
import configUrl from './fixtures/vit/config.json?url';
import hfUrl from './fixtures/vit/hf.safetensors?url';
import hfF16Url from './fixtures/vit/hf-f16.safetensors?url';
import timmUrl from './fixtures/vit/timm.safetensors?url';
import pixelsUrl from './fixtures/vit/pixel_values.f32?url';
import { readVit, type VitFiles } from './read-vit';
import { VitModel, type VitOutputs } from './vit-model';

type Golden = Record<
  'logits' | 'rollout' | 'cls_embedding' | 'patch_embeddings',
  { data: number[] }
>;

const expected = (await (await fetch(expectedUrl)).json()) as Record<
  'expected' | 'expected_f16_weights',
  Golden
>;
const pixelValues = new Float32Array((await bytesOf(pixelsUrl)).buffer);

async function bytesOf(url: string) {
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}

async function filesOf(weightsUrl: string): Promise<VitFiles> {
  return { config: await bytesOf(configUrl), weights: await bytesOf(weightsUrl) };
}

it.each([
  ['hf', hfUrl, 'expected'],
  ['timm', timmUrl, 'expected'],
  ['hf-f16', hfF16Url, 'expected_f16_weights'],
] as const)('answers a batch of three as the reference does from %s', async (id, url, key) => {
  const model = await VitModel.load(readVit(await filesOf(url)), { id, device: 'wasm' });
  expectGolden(await model.run(pixelValues), expected[key]);
  await model.dispose();
});

it('answers patch embeddings too when asked to', async () => {
  const model = await VitModel.load(readVit(await filesOf(timmUrl)), {
    id: 'patches',
    device: 'wasm',
    patchEmbeddings: true,
  });
  const outputs = await model.run(pixelValues);
  expectGolden(outputs, expected.expected);
  expectClose(outputs.patchEmbeddings, expected.expected.patch_embeddings);
  await model.dispose();
});

it('answers one picture as it does in a batch', async () => {
  const model = await VitModel.load(readVit(await filesOf(hfUrl)), { id: 'one', device: 'wasm' });
  const { logits } = await model.run(pixelValues.slice(0, pixelValues.length / 3));
  expectClose(logits, { data: expected.expected.logits.data.slice(0, 1) });
  await model.dispose();
});

it('runs on as many threads as there are cores, up to eight', async () => {
  expect(crossOriginIsolated).toBe(true);
  const model = await VitModel.load(readVit(await filesOf(hfUrl)), { id: 'many', device: 'wasm' });
  expect(model.threads).toBe(Math.min(navigator.hardwareConcurrency, 8));
  await model.dispose();
});

function expectGolden(outputs: VitOutputs, golden: Golden) {
  expectClose(outputs.logits, golden.logits);
  expectClose(outputs.rollout, golden.rollout);
  expectClose(outputs.clsEmbedding, golden.cls_embedding);
}

function expectClose(actual: Float32Array | undefined, { data }: { data: number[] }) {
  expect(actual).toHaveLength(data.length);
  const differences = data.map((value, i) => Math.abs(value - (actual?.[i] ?? NaN)));
  expect(Math.max(...differences)).toBeLessThan(1e-4);
}
