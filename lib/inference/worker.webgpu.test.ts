import { wrap } from 'comlink';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import type { CatalogEntry } from '../verdict/model';
import { entryOf, readGoldenModel } from './fixtures/golden-models';
import { readGoldenPicture } from './fixtures/golden-pictures';
import { heatmapOf } from './fixtures/heatmap-of';
import { judgeOne, valueOf } from './fixtures/outcomes';
import type { InferenceWorker, LoadRequest } from './protocol';
import type { VitFiles } from './read-vit';

const path = 'webgpu-test';
let entry: CatalogEntry;

beforeEach(async () => {
  const files = await readGoldenModel('hf');
  entry = await entryOf('golden', files);
  await keep(files);
});

afterEach(async () => {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(path, { recursive: true });
});

async function keep({ config, weights }: VitFiles): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(path, { create: true });
  for (const [name, bytes] of Object.entries({
    'config.json': config,
    'model.safetensors': weights,
  })) {
    const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await writable.write(bytes);
    await writable.close();
  }
}

function startWorker() {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: crypto.randomUUID(),
  });
  onTestFinished(() => worker.terminate());
  return wrap<InferenceWorker>(worker);
}

async function judgeWith(choice: Pick<LoadRequest, 'device' | 'refused'>) {
  const worker = startWorker();
  const loaded = valueOf(await worker.load({ entry, source: { kind: 'stored', path }, ...choice }));
  const { file } = await readGoldenPicture('small-97x61.png');
  const judged = valueOf(await judgeOne(worker, file));
  return { loaded, logit: judged.logit, heat: heatmapOf(judged).values };
}

it('judges on WebGPU in a worker as on WASM, and the next worker goes where it is told to', async () => {
  const onGpu = await judgeWith({ device: 'auto' });
  const { loaded } = onGpu;
  expect(loaded).toMatchObject({
    device: 'webgpu',
    rung: 'webgpu',
    refused: [{ rung: 'webgpu-fp16', reason: 'noShaderF16' }],
  });
  const refused = [...loaded.refused, { rung: 'webgpu', reason: 'deviceLost' } as const];
  const onWasm = await judgeWith({ device: 'auto', refused });
  expect(onWasm.loaded).toMatchObject({ device: 'wasm', rung: 'wasm', refused });
  expect(Math.abs(onGpu.logit - onWasm.logit)).toBeLessThan(1e-3);
  const differences = onGpu.heat.map((value, i) => Math.abs(value - (onWasm.heat[i] ?? NaN)));
  expect(Math.max(...differences)).toBeLessThan(1e-3);
}, 240_000);
