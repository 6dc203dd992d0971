import { expect, it } from 'vitest';
import { readGoldenModel } from './fixtures/golden-models';
import { findHardwareAdapter } from './gpu';
import { loadOnBestRung } from './load-on-rung';
import { readVit } from './read-vit';
import { createTestPicture } from './self-test';
import { VitModel } from './vit-model';

const search = await findHardwareAdapter();
const vit = readVit(await readGoldenModel('hf'));

it.skipIf(search.adapter)(
  'takes WASM threads without hardware for WebGPU, and says why',
  async () => {
    const { model, rung, refused } = await loadOnBestRung(vit, {
      id: 'no-gpu',
      device: 'auto',
      refused: [],
    });
    const { reason } = search as { reason: string };
    expect(['noWebGpu', 'softwareAdapter']).toContain(reason);
    expect(rung).toBe(navigator.hardwareConcurrency > 1 ? 'wasm' : 'wasm-one-thread');
    expect(refused.slice(0, 2)).toEqual([
      { rung: 'webgpu-fp16', reason },
      { rung: 'webgpu', reason },
    ]);
    expect(model.threads).toBe(Math.min(navigator.hardwareConcurrency, 8));
    await model.dispose();
  },
);

it('takes a single thread when more of them gave way', async () => {
  const { model, rung } = await loadOnBestRung(vit, {
    id: 'one-thread',
    device: 'wasm',
    refused: [{ rung: 'wasm', reason: 'sessionFailed' }],
  });
  expect(rung).toBe('wasm-one-thread');
  expect(model.threads).toBe(1);
  await model.dispose();
});

it('takes WASM only where it answers what the model is known to answer', async () => {
  const load = (testLogit: number) =>
    loadOnBestRung(vit, { id: 'known', device: 'wasm', refused: [], testLogit });
  const [logit = NaN] = (await runOnTestPicture()).logits;
  const { selfTest, model } = await load(logit + 0.009);
  expect(selfTest).toEqual({
    logitDifference: expect.closeTo(0.009, 4) as number,
    allowedDifference: 0.01,
  });
  await model.dispose();
  await expect(load(logit + 0.011)).rejects.toMatchObject({
    name: 'RungRefusedError',
    refused: expect.arrayContaining([
      expect.objectContaining({ reason: 'selfTestDisagreed' }),
    ]) as unknown,
  });
});

async function runOnTestPicture() {
  const model = await VitModel.load(vit, { id: 'answer', device: 'wasm' });
  const outputs = await model.run(createTestPicture(model.config.imageSize));
  await model.dispose();
  return outputs;
}

it('answers with all that was refused when nothing is left', async () => {
  const refused = [
    { rung: 'wasm', reason: 'sessionFailed' },
    { rung: 'wasm-one-thread', reason: 'sessionFailed' },
  ] as const;
  const load = loadOnBestRung(vit, { id: 'nothing', device: 'wasm', refused });
  await expect(load).rejects.toMatchObject({ name: 'RungRefusedError', refused });
});
