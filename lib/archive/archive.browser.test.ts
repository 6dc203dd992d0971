import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import catalog from '../../models/catalog.json';
import type { Judgement } from '../verdict/judgement';
import type { ModelCard } from '../verdict/model';
import type { Score } from '../verdict/score';
import { ArchiveError, createArchive, type Archive } from './archive';

const stamp = 'starter v0';
let name: string;
let archive: Archive;

beforeEach(() => {
  name = crypto.randomUUID();
  archive = createArchive({ name, capacity: 3 });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await archive.close();
  await deleteDB(name);
});

function judgementOf(contentHash: string, judgedAt = 1): Judgement {
  const whole = { x: 0, y: 0, width: 1, height: 1 };
  return {
    contentHash,
    model: catalog.models[0] as ModelCard,
    score: 0.25 as Score,
    heatmap: { columns: 2, rows: 1, values: Float32Array.of(0.75, 0.25) },
    picture: {
      origin: 'url',
      width: 8,
      height: 4,
      format: 'png',
      sizeInBytes: 99,
      region: whole,
    },
    preview: new Blob(['preview'], { type: 'image/webp' }),
    judgedAt,
  };
}

const put = (judgement: Judgement, embedding: Float32Array | null = Float32Array.of(1)) =>
  archive.putJudgement({ stamp, judgement, embedding });

it('finds what was put, typed arrays and preview included', async () => {
  await put(judgementOf('aa'), Float32Array.of(1, 2, 3));

  const found = await archive.findJudgement({ contentHash: 'aa', stamp });
  expect(found).toMatchObject({ contentHash: 'aa', score: 0.25, judgedAt: 1 });
  expect(found?.heatmap?.values).toEqual(Float32Array.of(0.75, 0.25));
  expect(await found?.preview.text()).toBe('preview');
  expect(await archive.findEmbedding({ contentHash: 'aa', stamp })).toEqual(
    Float32Array.of(1, 2, 3),
  );
});

it('finds nothing for another content or under another stamp', async () => {
  await put(judgementOf('aa'));

  expect(await archive.findJudgement({ contentHash: 'bb', stamp })).toBeUndefined();
  expect(await archive.findJudgement({ contentHash: 'aa', stamp: 'starter v1' })).toBeUndefined();
});

it('keeps what a model tells that has neither heatmap nor embedding', async () => {
  await put({ ...judgementOf('aa'), heatmap: null }, null);

  expect((await archive.findJudgement({ contentHash: 'aa', stamp }))?.heatmap).toBeNull();
  expect(await archive.findEmbedding({ contentHash: 'aa', stamp })).toBeUndefined();
});

it('survives being closed and opened again', async () => {
  await put(judgementOf('aa'));
  await archive.close();

  expect(await archive.findJudgement({ contentHash: 'aa', stamp })).toBeDefined();
});

it('drops what was judged longest ago, with its embedding, beyond its capacity', async () => {
  await put(judgementOf('third', 30));
  await put(judgementOf('first', 10));
  await put(judgementOf('second', 20));
  await put(judgementOf('fourth', 40));

  expect(await archive.findJudgement({ contentHash: 'first', stamp })).toBeUndefined();
  expect(await archive.findEmbedding({ contentHash: 'first', stamp })).toBeUndefined();
  for (const contentHash of ['second', 'third', 'fourth']) {
    expect(await archive.findJudgement({ contentHash, stamp })).toBeDefined();
    expect(await archive.findEmbedding({ contentHash, stamp })).toBeDefined();
  }
});

it('replaces a judgement of the same content without dropping another', async () => {
  await put(judgementOf('first', 10));
  await put(judgementOf('second', 20));
  await put(judgementOf('third', 30));
  await put(judgementOf('third', 40));

  expect(await archive.findJudgement({ contentHash: 'first', stamp })).toBeDefined();
  expect(await archive.findJudgement({ contentHash: 'third', stamp })).toMatchObject({
    judgedAt: 40,
  });
});

it('fails by name where IndexedDB does, and works again once it does', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
    throw new DOMException('The user denied permission', 'SecurityError');
  });
  const key = { contentHash: 'aa', stamp };

  await expect(archive.findJudgement(key)).rejects.toThrow(ArchiveError);
  expect(await archive.findJudgement(key)).toBeUndefined();
});
