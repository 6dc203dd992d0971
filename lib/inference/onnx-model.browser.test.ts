import { wrap } from 'comlink';
import { expect, it, onTestFinished } from 'vitest';
import type { CatalogEntry, OnnxFiles, PinnedFile } from '../verdict/model';
import { readGoldenModel } from './fixtures/golden-models';
import { readGoldenPicture } from './fixtures/golden-pictures';
import { judgeOne, valueOf } from './fixtures/outcomes';
import { pinOf } from './fixtures/pin-of';
import { storeFiles } from './fixtures/stored-files';
import { OnnxGraph } from './onnx-graph';
import type { Classification, InferenceWorker, LoadedModel } from './protocol';
import { readVit } from './read-vit';
import { writeVitGraph } from './vit-graph';

const side = 32;
const weight = [0.5, -1, 2, 1.5, 0.25, -0.75];
const bias = [0.125, -0.25];
const config = { model_type: 'swin', architectures: ['SwinForImageClassification'] };

/** Two logits made of the mean of each channel: what any picture must come to can be told by hand. */
function writeMeanGraph({ input = 'pixel_values', output = 'logits' } = {}) {
  const graph = new OnnxGraph('nothing');
  const pixels = graph.input({ name: input, shape: ['batch', 3, side, side] });
  const means = graph.apply('ReduceMean', [pixels], { ints: { axes: [2, 3], keepdims: 0 } });
  const affine = [graph.floats('weight', weight, [2, 3]), graph.floats('bias', bias, [2])];
  graph.apply('Gemm', [means, ...affine], { ints: { transB: 1 }, name: output });
  graph.output({ name: output, shape: ['batch', 2] });
  return graph.write();
}

interface Model {
  config: object;
  graph: Uint8Array<ArrayBuffer>;
  externalData?: Uint8Array<ArrayBuffer>;
}

type Changes = Partial<Pick<CatalogEntry, 'labels' | 'preprocessing'>>;

const entry: Omit<CatalogEntry, 'files'> = {
  id: 'hub-somebody--detector',
  name: 'somebody/detector',
  folder: null,
  repository: 'somebody/detector',
  revision: 'c0ffee',
  licence: 'mit',
  preprocessing: {
    squash: { width: side, height: side },
    crop: side,
    resample: 'bilinear',
    mean: [0, 0, 0],
    std: [1, 1, 1],
  },
  labels: { names: ['artificial', 'human'], fake: [0], isAssumed: false },
  zones: {
    real: { below: 0.5, measured: null },
    fake: { cautious: { atLeast: 0.5, measured: null }, alert: { atLeast: 0.5, measured: null } },
  },
  smallest: null,
  standing: 'unverified',
};

/** A worker that was asked to load a model from the origin private file system. */
async function load({ config, graph, externalData }: Model, changes: Changes = {}) {
  const configBytes = new TextEncoder().encode(JSON.stringify(config));
  const source = await storeFiles({
    'config.json': configBytes,
    'model.onnx': graph,
    ...(externalData && { 'model.onnx_data': externalData }),
  });
  const files: OnnxFiles = {
    'config.json': await pinOf(configBytes),
    'onnx/model.onnx': await pinOf(graph),
    ...(externalData && { 'onnx/model.onnx_data': await pinOf(externalData) }),
  };
  const name = `onnx-${crypto.randomUUID()}`;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });
  onTestFinished(() => worker.terminate());
  const remote = wrap<InferenceWorker>(worker);
  const loaded = await remote.load({
    entry: { ...entry, ...changes, files },
    source,
    device: 'wasm',
  });
  return { remote, loaded };
}

async function classify(
  { remote, loaded }: Awaited<ReturnType<typeof load>>,
  file: Uint8Array<ArrayBuffer>,
): Promise<Classification> {
  const model: LoadedModel = valueOf(loaded);
  expect(model).toMatchObject({ device: 'wasm', precision: 'fp32' });
  return valueOf(await judgeOne(remote, file));
}

async function drawColour(colour: string): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(60, 40);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('Expected a 2D canvas');
  context.fillStyle = colour;
  context.fillRect(0, 0, 60, 40);
  return new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
}

it('judges with somebody’s ONNX file: softmax of its logits, no heatmap, no embedding', async () => {
  const model = await load({ config, graph: writeMeanGraph() });
  const { score, heatmap, embedding, region } = await classify(
    model,
    await drawColour('rgb(51 102 204)'),
  );
  const artificial = 0.125 + 0.5 * 0.2 - 1 * 0.4 + 2 * 0.8;
  const human = -0.25 + 1.5 * 0.2 + 0.25 * 0.4 - 0.75 * 0.8;
  const expected = Math.exp(artificial) / (Math.exp(artificial) + Math.exp(human));
  expect(score).toBeCloseTo(expected, 5);
  expect([heatmap, embedding]).toEqual([null, null]);
  expect(region).toEqual({ x: 0, y: 0, width: 1, height: 1 });
});

it('leaves weights beside the graph on the disk, and answers as the same ViT from safetensors', async () => {
  const files = await readGoldenModel('hf');
  const vit = readVit(files);
  const changes: Changes = {
    labels: { names: ['fake'], fake: [0], isAssumed: false },
    preprocessing: { ...entry.preprocessing, squash: { width: 96, height: 96 }, crop: 96 },
  };
  const graph = writeVitGraph({ ...vit, weightsFile: 'model.onnx_data' });
  const { weights: externalData } = files;
  const onnx = await load(
    { config: { ...config, model_type: 'vit' }, graph, externalData },
    changes,
  );
  const { file } = await readGoldenPicture('small-97x61.png');
  const { logit } = await classify(onnx, file);
  expect(logit).toBeCloseTo(await logitFromSafetensors(files, { file, changes }), 5);
});

async function logitFromSafetensors(
  { config, weights }: Awaited<ReturnType<typeof readGoldenModel>>,
  { file, changes }: { file: Uint8Array<ArrayBuffer>; changes: Changes },
): Promise<number> {
  const source = await storeFiles({ 'config.json': config, 'model.safetensors': weights });
  const pins: Record<'config.json' | 'model.safetensors', PinnedFile> = {
    'config.json': await pinOf(config),
    'model.safetensors': await pinOf(weights),
  };
  const name = `vit-${crypto.randomUUID()}`;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });
  onTestFinished(() => worker.terminate());
  const remote = wrap<InferenceWorker>(worker);
  const request = { entry: { ...entry, ...changes, files: pins }, source, device: 'wasm' } as const;
  const loaded = await remote.load(request);
  const { logit, heatmap } = await classify({ remote, loaded }, file);
  expect(heatmap).toMatchObject({ columns: 6, rows: 6 });
  return logit;
}

it('does not listen to what a config tells transformers.js to fetch', async () => {
  const advice = { use_external_data_format: true, dtype: 'q4', device: 'webgpu' };
  const model = {
    config: { ...config, 'transformers.js_config': advice },
    graph: writeMeanGraph(),
  };
  expect((await load(model)).loaded.ok).toBe(true);
});

it.each([
  ['another input', { graph: writeMeanGraph({ input: 'image' }) }, {}, 'image in'],
  ['another output', { graph: writeMeanGraph({ output: 'scores' }) }, {}, 'scores out'],
  [
    'fewer logits than labels',
    {},
    { labels: { names: ['a', 'b', 'c'], fake: [0], isAssumed: false } },
    'Expected 3 logits',
  ],
])('refuses a file with %s', async (_, model, changes, message) => {
  const { loaded } = await load({ config, graph: writeMeanGraph(), ...model }, changes);
  expect(loaded).toMatchObject({ ok: false, code: 'modelRefused' });
  expect(loaded.ok ? '' : loaded.message).toContain(message);
});

it('refuses a file that is no ONNX', async () => {
  const { loaded } = await load({ config, graph: new TextEncoder().encode('<html>') });
  expect(loaded.ok).toBe(false);
});
