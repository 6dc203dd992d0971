import { proxy, wrap, type Remote } from 'comlink';
import { afterAll, beforeAll, expect, it } from 'vitest';
import catalog from '../../models/catalog.json';
import type { CatalogEntry } from '../verdict/model';
import { withOrientation } from './fixtures/exif';
import { readGoldenPicture } from './fixtures/golden-pictures';
import { heatmapOf } from './fixtures/heatmap-of';
import { judgeOne, valueOf } from './fixtures/outcomes';
import type { Classification, InferenceWorker, LoadAttempt, LoadRequest } from './protocol';

const entry = catalog.models[0] as unknown as CatalogEntry;
const request: LoadRequest = {
  entry,
  source: { kind: 'package', baseUrl: new URL(`/${entry.folder}/`, location.href).href },
  device: 'wasm',
};

const name = 'inference-test';
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });
const remote: Remote<InferenceWorker> = wrap(worker);

beforeAll(async () => {
  const { selfTest, ...loaded } = valueOf(await remote.load(request));
  expect(loaded).toEqual({
    device: 'wasm',
    precision: 'fp32',
    threads: Math.min(navigator.hardwareConcurrency, 8),
    rung: 'wasm',
    refused: [],
  });
  expect(selfTest?.logitDifference).toBeLessThan(1e-4);
}, 60_000);

afterAll(() => worker.terminate());

async function classify(file: Uint8Array): Promise<Classification> {
  return valueOf(await judgeOne(remote, file));
}

it('judges a picture with the embedded starter, the same each time', async () => {
  const { file } = await readGoldenPicture('wide-1500x500.jpg');
  const first = await classify(file);
  const again = await classify(file);
  expect(first.score).toBeCloseTo(1 / (1 + Math.exp(-first.logit)), 12);
  expect(first).toMatchObject({ width: 1500, height: 500, format: 'jpeg' });
  expect(first.embedding).toHaveLength(192);
  expect(again.logit).toBe(first.logit);
  expect(again.heatmap).toEqual(first.heatmap);
});

it('hands the attention of CLS out over the patches, less than all of it', async () => {
  const { file } = await readGoldenPicture('wide-1500x500.jpg');
  const heatmap = heatmapOf(await classify(file));
  const sum = heatmap.values.reduce((total, value) => total + value, 0);
  expect(heatmap).toMatchObject({ columns: 14, rows: 14 });
  expect(Math.min(...heatmap.values)).toBeGreaterThan(0);
  expect(sum).toBeGreaterThan(0.1);
  expect(sum).toBeLessThan(1 - 0.5 ** 6);
});

it('turns heatmap, region and preview with the picture, and scores it unturned', async () => {
  const { file } = await readGoldenPicture('wide-1500x500.jpg');
  const upright = await classify(file);
  const turned = await classify(withOrientation(file, 'jpeg', 6));
  expect(turned.logit).toBe(upright.logit);
  expect(turned).toMatchObject({ width: 1500, height: 500 });
  expect(turned.region.x).toBeCloseTo(upright.region.y, 10);
  expect(turned.region.height).toBeCloseTo(upright.region.width, 10);
  expect(heatmapOf(turned).values[13]).toBe(heatmapOf(upright).values[0]);
  expect(await sizeOf(turned.preview)).toEqual({ width: 213, height: 640 });
});

it('looks at a magenta square on grey, where the picture displays it', async () => {
  const square = { x: 400, y: 160, side: 80 };
  const upright = await classify(await drawSquare(square));
  const { heatmap, region } = await classify(withOrientation(await drawSquare(square), 'jpeg', 6));
  expect(isInside(square, peakOf(upright), { width: 600, height: 400 })).toBe(true);
  const turned = { x: 400 - square.y - square.side, y: square.x, side: square.side };
  expect(isInside(turned, peakOf({ heatmap, region }), { width: 400, height: 600 })).toBe(true);
});

interface Square {
  x: number;
  y: number;
  side: number;
}

async function drawSquare({ x, y, side }: Square): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(600, 400);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('Expected a 2D canvas');
  context.fillStyle = 'rgb(128 128 128)';
  context.fillRect(0, 0, 600, 400);
  context.fillStyle = 'rgb(255 0 255)';
  context.fillRect(x, y, side, side);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
  return new Uint8Array(await blob.arrayBuffer());
}

/** The middle of the hottest cell, as fractions of the displayed picture. */
function peakOf({ region, ...classification }: Pick<Classification, 'heatmap' | 'region'>) {
  const heatmap = heatmapOf(classification);
  const hottest = heatmap.values.indexOf(Math.max(...heatmap.values));
  const column = (hottest % heatmap.columns) + 0.5;
  const row = Math.floor(hottest / heatmap.columns) + 0.5;
  return {
    x: region.x + (column / heatmap.columns) * region.width,
    y: region.y + (row / heatmap.rows) * region.height,
  };
}

function isInside(
  { x, y, side }: Square,
  peak: { x: number; y: number },
  { width, height }: { width: number; height: number },
): boolean {
  const across = peak.x * width - x;
  const down = peak.y * height - y;
  return across >= 0 && across < side && down >= 0 && down < side;
}

it('makes a preview of at most 640 px, over white where the picture is transparent', async () => {
  const { file } = await readGoldenPicture('alpha-640x512.png');
  const { preview } = await classify(file);
  expect(await sizeOf(preview)).toEqual({ width: 640, height: 512 });
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  context?.drawImage(await createImageBitmap(preview), 0, -100);
  const [red = 0, green = 0, blue = 0] = context?.getImageData(0, 0, 1, 1).data ?? [];
  expect(Math.min(red, green, blue)).toBeGreaterThan(245);
});

async function sizeOf(picture: Blob) {
  const { width, height } = await createImageBitmap(picture);
  return { width, height };
}

it.each([
  ['empty', new Uint8Array()],
  ['notAPicture', new TextEncoder().encode('<html></html>')],
  ['damaged', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0)],
])('answers %s instead of a score, and goes on', async (code, file) => {
  const { file: good } = await readGoldenPicture('small-97x61.png');
  const [bad, next] = await Promise.all([judgeOne(remote, file), judgeOne(remote, good)]);
  expect(bad).toMatchObject({ ok: false, code });
  expect(next.ok).toBe(true);
});

it('holds a lock of its own name until it ends', async () => {
  const { held = [] } = await navigator.locks.query();
  expect(held.map((lock) => lock.name)).toContain(name);
  const shortLived = new Worker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: 'short-lived',
  });
  await wrap<InferenceWorker>(shortLived).classify([]);
  const released = navigator.locks.request('short-lived', () => 'released');
  shortLived.terminate();
  expect(await released).toBe('released');
});

it.each([
  ['a picture before any model', {}, 'engineFailed'],
  ['a model of another size', { sizeInBytes: 1 }, 'modelRefused'],
  ['a model of another hash', { sha256: '0'.repeat(64) }, 'modelRefused'],
])('refuses %s', async (_, pin, code) => {
  const fresh = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'x' });
  const api = wrap<InferenceWorker>(fresh);
  const files = { ...entry.files, 'config.json': { ...entry.files['config.json'], ...pin } };
  const outcome =
    Object.keys(pin).length === 0
      ? await api.classify([new ArrayBuffer(1)])
      : await api.load({ ...request, entry: { ...entry, files } });
  expect(outcome).toMatchObject({ ok: false, code });
  fresh.terminate();
});

it('refuses a model that is not where it should be', async () => {
  const fresh = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'x' });
  const outcome = await wrap<InferenceWorker>(fresh).load({
    ...request,
    source: { kind: 'package', baseUrl: 'http://127.0.0.1:9/' },
  });
  expect(outcome).toMatchObject({ ok: false, code: 'modelRefused' });
  fresh.terminate();
});

it('judges pictures in one pass as one by one, and a broken file among them fails alone', async () => {
  const names = ['wide-1500x500.jpg', 'small-97x61.png', 'icc-srgb-600x600.jpg'];
  const files = await Promise.all(names.map(async (name) => (await readGoldenPicture(name)).file));
  const alone: Classification[] = [];
  for (const file of files) alone.push(await classify(file));
  const broken = new TextEncoder().encode('<html></html>');
  const buffers = files.toSpliced(1, 0, broken).map((file) => file.slice().buffer);
  const outcomes = valueOf(await remote.classify(buffers));
  expect(outcomes[1]).toMatchObject({ ok: false, code: 'notAPicture' });
  const together = outcomes.toSpliced(1, 1).map(valueOf);
  together.forEach(({ logit, format }, position) => {
    expect(format).toBe(alone[position]?.format);
    expect(logit).toBeCloseTo(alone[position]?.logit ?? NaN, 5);
  });
});

it('measures what a picture costs alone and among others', async () => {
  const measurement = valueOf(await remote.measureBatch());
  expect(measurement.size).toBeGreaterThan(1);
  expect(measurement.msPerPictureAlone).toBeGreaterThan(0);
  expect(measurement.msPerPictureTogether).toBeGreaterThan(0);
});

it('gives measuring up when a picture comes in', async () => {
  const { file } = await readGoldenPicture('small-97x61.png');
  const measuring = remote.measureBatch();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const judging = judgeOne(remote, file);
  expect(await measuring).toMatchObject({ ok: false, code: 'dropped' });
  expect((await judging).ok).toBe(true);
});

it('says before it tries which rung it tries', async () => {
  const fresh = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'x' });
  const attempts: LoadAttempt[] = [];
  const onAttempt = proxy((attempt: LoadAttempt) => void attempts.push(attempt));
  valueOf(await wrap<InferenceWorker>(fresh).load({ ...request, device: 'auto' }, onAttempt));
  fresh.terminate();
  expect(attempts.map(({ rung }) => rung)).toEqual(['webgpu-fp16', 'wasm']);
  expect(attempts[1]?.refused).toHaveLength(2);
});
