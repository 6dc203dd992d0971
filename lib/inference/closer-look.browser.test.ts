import { wrap, type Remote } from 'comlink';
import { afterAll, beforeAll, expect, it } from 'vitest';
import catalog from '../../models/catalog.json';
import { pickAttention, type ScoredTile } from '../verdict/closer-look';
import type { CatalogEntry } from '../verdict/model';
import { withOrientation } from './fixtures/exif';
import { readGoldenModel } from './fixtures/golden-models';
import { readGoldenPicture } from './fixtures/golden-pictures';
import { readGoldenPixels } from './fixtures/golden-answers';
import { judgeOne, valueOf } from './fixtures/outcomes';
import type { InferenceWorker } from './protocol';
import { readVit } from './read-vit';
import { VitModel } from './vit-model';

const entry = catalog.models[0] as unknown as CatalogEntry;
const worker = new Worker(new URL('./worker.ts', import.meta.url), {
  type: 'module',
  name: 'closer-look',
});
const remote: Remote<InferenceWorker> = wrap(worker);

beforeAll(async () => {
  const baseUrl = new URL(`/${entry.folder}/`, location.href).href;
  valueOf(await remote.load({ entry, source: { kind: 'package', baseUrl }, device: 'wasm' }));
}, 60_000);

afterAll(() => worker.terminate());

const tilesOf = async (file: Uint8Array, { from = 0, count = 1 } = {}) =>
  valueOf(await remote.explainTiles({ file: file.slice().buffer, from, count }));

/** A picture of which the model sees those 224 pixels a side, unresized: its middle. */
async function cutOut(file: Uint8Array<ArrayBuffer>, left: number, top: number) {
  const canvas = new OffscreenCanvas(256, 256);
  const bitmap = await createImageBitmap(new Blob([file]));
  canvas.getContext('2d')?.drawImage(bitmap, left, top, 224, 224, 16, 16, 224, 224);
  return new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
}

it("judges a tile as it judges a picture of the tile's own pixels", async () => {
  const { file } = await readGoldenPicture('wide-1500x500.jpg');
  const { total, scale, tiles } = await tilesOf(file, { from: 1 });
  expect([total, scale]).toEqual([33, 1]);
  const [tile] = tiles as [ScoredTile];
  expect(tile.region.y).toBe(0);
  const alone = valueOf(
    await judgeOne(remote, await cutOut(file, Math.round(tile.region.x * 1500), 0)),
  );
  expect(tile.score).toBeCloseTo(alone.score, 5);
});

it('goes on from where it is told, to the last tile and no further', async () => {
  const { file } = await readGoldenPicture('small-97x61.png');
  const { total, scale, tiles } = await tilesOf(file, { count: 9 });
  expect(scale).toBeCloseTo(224 / 61);
  expect(tiles).toHaveLength(total);
  expect((await tilesOf(file, { from: 1, count: 9 })).tiles).toEqual(tiles.slice(1));
  expect((await tilesOf(file, { from: total, count: 9 })).tiles).toEqual([]);
});

it('tells where tiles lie in the picture as it is displayed', async () => {
  const { file } = await readGoldenPicture('wide-1500x500.jpg');
  const [upright] = (await tilesOf(file)).tiles as [ScoredTile];
  const [turned] = (await tilesOf(withOrientation(file, 'jpeg', 6))).tiles as [ScoredTile];
  expect(turned.score).toBe(upright.score);
  expect(turned.region.x).toBeCloseTo(1 - upright.region.height, 10);
  expect(turned.region.width).toBeCloseTo(upright.region.height, 10);
});

it('says of a file that is no picture that it is none', async () => {
  const file = new TextEncoder().encode('<html></html>');
  const request = { file: file.slice().buffer, from: 0, count: 1 };
  expect(await remote.explainTiles(request)).toMatchObject({ ok: false, code: 'notAPicture' });
  expect(await remote.explainLayers(file.buffer)).toMatchObject({ ok: false, code: 'notAPicture' });
});

it('tells what every head of every layer attends to, turned as the picture is displayed', async () => {
  const { file } = await readGoldenPicture('wide-1500x500.jpg');
  const attention = valueOf(await remote.explainLayers(file.slice().buffer));
  if (!attention) throw new Error('Expected the attention of heads, got none');
  expect(attention).toMatchObject({ heads: 3, layers: 6, columns: 14, rows: 14 });
  const { region } = valueOf(await judgeOne(remote, file));
  expect(attention.region).toEqual(region);
  for (let layer = 0; layer < 6; layer += 1) {
    const { values } = pickAttention(attention, { layer, head: 0 });
    const sum = values.reduce((total, value) => total + value, 0);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThan(1.00001);
  }
  const turned = valueOf(await remote.explainLayers(withOrientation(file, 'jpeg', 6).buffer));
  expect(turned?.values[13]).toBe(attention.values[0]);
});

it('hands out of one layer alone what rollout is made of there', async () => {
  const { tensors, config, ...golden } = readVit(await readGoldenModel('hf'));
  const blocks = tensors.blocks.slice(0, 1);
  const vit = { ...golden, config: { ...config, layers: 1 }, tensors: { ...tensors, blocks } };
  const options = { id: 'heads', device: 'wasm', headAttentions: true } as const;
  const model = await VitModel.load(vit, options);
  const { rollout, headAttentions } = await model.run(
    (await readGoldenPixels()).slice(0, 3 * 96 * 96),
  );
  await model.dispose();
  const side = { columns: 6, rows: 6, region: { x: 0, y: 0, width: 1, height: 1 } };
  const values = headAttentions ?? new Float32Array();
  const attention = { heads: 3, layers: 1, ...side, values };
  const mean = pickAttention(attention, { layer: 0, head: 'mean' }).values;
  expect(rollout).toHaveLength(36);
  rollout.forEach((value, at) => expect(value).toBeCloseTo((mean[at] ?? NaN) / 2, 6));
});
