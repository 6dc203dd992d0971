import { expect, it } from 'vitest';
import { differencesToGolden, readGoldenPixels } from './fixtures/golden-answers';
import { readGoldenModel } from './fixtures/golden-models';
import { readVit } from './read-vit';
import { VitModel } from './vit-model';

it.each([
  ['hf', 'expected'],
  ['f16', 'expected_f16_weights'],
] as const)('answers nearly the same in half precision from %s', async (name, key) => {
  const vit = readVit(await readGoldenModel(name));
  const model = await VitModel.load(vit, { id: name, device: 'wasm', precision: 'F16' });
  const drift = await differencesToGolden(await model.run(await readGoldenPixels()), key);
  expect(drift.logits).toBeGreaterThan(1e-4);
  expect(drift.logits).toBeLessThan(0.02);
  expect(drift.rollout).toBeLessThan(1e-3);
  expect(drift.clsEmbedding).toBeLessThan(0.02);
  await model.dispose();
});
