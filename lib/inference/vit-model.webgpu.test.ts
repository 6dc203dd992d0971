import { afterAll, beforeAll, expect, it } from 'vitest';
import { differencesToGolden, readGoldenPixels } from './fixtures/golden-answers';
import { readGoldenModel } from './fixtures/golden-models';
import { findHardwareAdapter, openGpu, type Gpu } from './gpu';
import { readVit } from './read-vit';
import { VitModel } from './vit-model';

let gpu: Gpu;

beforeAll(async () => {
  const { adapter } = await findHardwareAdapter();
  if (!adapter) throw new Error('Expected the software adapter of the test browser, got none');
  gpu = await openGpu(adapter, { shaderF16: false });
});

afterAll(() => gpu.device.destroy());

it.each([
  ['hf', 'expected'],
  ['timm', 'expected'],
  ['f16', 'expected_f16_weights'],
] as const)(
  'answers a batch of three on WebGPU as the reference does from %s',
  async (name, key) => {
    const vit = readVit(await readGoldenModel(name));
    const model = await VitModel.load(vit, { id: name, device: gpu });
    const outputs = await model.run(await readGoldenPixels());
    const { logits, rollout, clsEmbedding } = await differencesToGolden(outputs, key);
    expect(logits).toBeLessThan(1e-3);
    expect(rollout).toBeLessThan(1e-3);
    expect(clsEmbedding).toBeLessThan(1e-3);
    await model.dispose();
  },
  240_000,
);
