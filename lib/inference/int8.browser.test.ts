import { wrap, type Remote } from 'comlink';
import { afterEach, expect, it } from 'vitest';
import catalog from '../../models/catalog.json';
import { isSmallDrift, mostDrift } from '../verdict/drift';
import type { CatalogEntry } from '../verdict/model';
import { driftPictureCount } from './drift-pictures';
import { differencesToGolden, readGoldenPixels } from './fixtures/golden-answers';
import { readGoldenModel } from './fixtures/golden-models';
import { readGoldenPicture } from './fixtures/golden-pictures';
import { judgeOne, valueOf } from './fixtures/outcomes';
import { quantiseVit } from './int8-weights';
import type { InferenceWorker, LoadRequest } from './protocol';
import { readVit } from './read-vit';
import { VitModel } from './vit-model';

const entry = catalog.models[0] as unknown as CatalogEntry;
const request: LoadRequest = {
  entry,
  source: { kind: 'package', baseUrl: new URL(`/${entry.folder}/`, location.href).href },
  device: 'wasm',
};

const workers: Worker[] = [];

afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate();
});

async function startWorker(int8 = false) {
  const name = `int8-test-${workers.length}`;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });
  workers.push(worker);
  const remote: Remote<InferenceWorker> = wrap(worker);
  const loaded = valueOf(await remote.load({ ...request, int8 }));
  return { remote, loaded };
}

async function measureWhole(remote: Remote<InferenceWorker>) {
  for (let steps = 1; ; steps += 1) {
    const progress = valueOf(await remote.measureDrift());
    if (progress.status === 'measured') return { drift: progress.drift, steps };
    expect(progress.status).toBe('measuring');
  }
}

it.each([
  ['hf', 'expected'],
  ['timm', 'expected'],
  ['f16', 'expected_f16_weights'],
] as const)('answers nearly the same in int8 from %s', async (name, key) => {
  const vit = readVit(await readGoldenModel(name));
  const model = await VitModel.load(vit, { id: name, device: 'wasm', int8: quantiseVit(vit) });
  const drift = await differencesToGolden(await model.run(await readGoldenPixels()), key);
  // It is 48 wide and random: what rounding costs does not average out as in a model that was trained.
  expect(drift.logits).toBeGreaterThan(1e-3);
  expect(drift.logits).toBeLessThan(0.3);
  expect(drift.rollout).toBeLessThan(0.01);
  await model.dispose();
});

it('leaves what is zero at zero', async () => {
  const files = await readGoldenModel('hf');
  const [block] = readVit(files).tensors.blocks;
  for (const tensor of [block?.value.weight, block?.value.bias]) {
    if (!tensor) throw new Error('Expected values with a bias, got none');
    files.weights.fill(0, tensor.offset, tensor.offset + tensor.sizeInBytes);
  }
  const vit = readVit(files);
  const answers: number[] = [];
  for (const int8 of [undefined, quantiseVit(vit)]) {
    const model = await VitModel.load(vit, { id: 'zeros', device: 'wasm', int8 });
    answers.push(...(await model.run(await readGoldenPixels())).logits);
    await model.dispose();
  }
  expect(answers).toHaveLength(6);
  const drifts = answers.slice(0, 3).map((logit, i) => Math.abs(logit - (answers[i + 3] ?? NaN)));
  expect(Math.max(...drifts)).toBeLessThan(0.3);
});

it('measures the drift of the starter, gives way to a picture, and goes on from there', async () => {
  const { remote, loaded } = await startWorker();
  expect(loaded.precision).toBe('fp32');
  const { file } = await readGoldenPicture('wide-1500x500.jpg');
  const [interrupted, judged] = await Promise.all([remote.measureDrift(), judgeOne(remote, file)]);
  expect(interrupted).toMatchObject({ ok: false, code: 'dropped' });
  const { drift, steps } = await measureWhole(remote);
  expect(drift).toMatchObject({ pictures: driftPictureCount, zoneChanges: 0 });
  expect(steps).toBe(driftPictureCount / 4);
  expect(isSmallDrift(drift)).toBe(true);
  expect(drift.worst).toBeGreaterThan(0);

  const int8 = await startWorker(true);
  expect(int8.loaded).toMatchObject({ precision: 'int8', rung: 'wasm' });
  const again = valueOf(await judgeOne(int8.remote, file));
  const distance = Math.abs(again.logit - valueOf(judged).logit);
  expect(distance).toBeGreaterThan(0);
  expect(distance).toBeLessThan(mostDrift);
  expect(valueOf(await int8.remote.measureDrift())).toEqual({ status: 'unmeasurable' });
});
