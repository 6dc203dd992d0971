import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import catalog from '../../models/catalog.json';
import type { FileChoice } from '../verdict/file-choice';
import type { HistoryQuery, Place } from '../verdict/history';
import type { Judgement } from '../verdict/judgement';
import type { ModelCard } from '../verdict/model';
import type { Score } from '../verdict/score';
import { ArchiveError, createArchive, type Archive } from './archive';

const stamp = 'starter v0';
let name: string;
let archive: Archive;

beforeEach(() => {
  name = crypto.randomUUID();
  archive = createArchive({ name, bounds: { pictures: 3, judgements: 3, sizeInBytes: 1e9 } });
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

it('drops what was judged longest ago, with its embedding, beyond its bounds', async () => {
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

it('drops what was judged longest ago where previews take too much room', async () => {
  await archive.close();
  archive = createArchive({ name, bounds: { pictures: 9, judgements: 9, sizeInBytes: 50_000 } });
  const preview = new Blob([new Uint8Array(20_000)]);
  await put({ ...judgementOf('first', 10), preview });
  await put({ ...judgementOf('second', 20), preview });
  expect(await archive.findJudgement({ contentHash: 'first', stamp })).toBeUndefined();
  expect(await archive.findJudgement({ contentHash: 'second', stamp })).toBeDefined();
});

it('keeps what version 2 had judged, and counts it', async () => {
  const old = await openDB(name, 2, {
    upgrade(database) {
      database.createObjectStore('judgements').createIndex('judgedAt', 'judgedAt');
      database.createObjectStore('embeddings');
      database.createObjectStore('drifts');
    },
  });
  for (const [at, hash] of ['first', 'second', 'third'].entries()) {
    await old.put('judgements', judgementOf(hash, at), [hash, stamp]);
  }
  await old.put('embeddings', Float32Array.of(7), ['third', stamp]);
  old.close();

  expect(await archive.findJudgement({ contentHash: 'first', stamp })).toBeDefined();
  expect(await archive.findEmbedding({ contentHash: 'third', stamp })).toEqual(Float32Array.of(7));
  await put(judgementOf('fourth', 9));
  expect(await archive.findJudgement({ contentHash: 'first', stamp })).toBeUndefined();
  expect(await archive.countJudgements()).toBe(3);
});

describe('which file of a picture counts', () => {
  const larger = (contentHash: string): FileChoice => ({
    source: 'larger',
    contentHash,
    shown: { width: 4, height: 3 },
    url: `https://cdn.test/${contentHash}.jpg`,
  });
  const choose = (pictureKey: string, judgedHash: string) =>
    archive.putChoice({ pictureKey, stamp, choice: larger(judgedHash), judgedHash });
  const known = async (...pictureKeys: string[]) => {
    const found = pictureKeys.map((pictureKey) => archive.findChoice({ pictureKey, stamp }));
    return (await Promise.all(found)).map((choice) => choice !== undefined);
  };
  const tick = () => new Promise((resolve) => setTimeout(resolve, 2));

  it('is known after the archive was closed, under the stamp of who judged', async () => {
    await choose('thumbnail', 'large');
    await archive.close();
    const key = { pictureKey: 'thumbnail', stamp };
    expect(await archive.findChoice(key)).toEqual(larger('large'));
    expect(await archive.findChoice({ ...key, stamp: 'starter v1' })).toBeUndefined();
  });

  it('is forgotten of what was chosen longest ago, beyond the bounds', async () => {
    for (const key of ['first', 'second', 'second', 'third', 'fourth']) {
      await choose(key, key);
      await tick();
    }
    expect(await known('first', 'second', 'third', 'fourth')).toEqual([false, true, true, true]);
  });

  it('is not written down with an address that is no place', async () => {
    await choose('thumbnail', 'l'.repeat(3_000));
    expect(await known('thumbnail')).toEqual([false]);
  });

  it.each([
    ['with the picture that a person deletes', () => archive.forget({ ids: ['large'] }), true],
    ['with everything', () => archive.forget({ all: true }), false],
    ['when it is too old', () => archive.forgetBefore(Date.now() + 1_000), false],
  ])('is forgotten %s', async (_, forget, isOtherKept) => {
    await choose('thumbnail', 'large');
    await choose('another', 'other');
    await forget();
    expect(await known('thumbnail', 'another')).toEqual([false, isOtherKept]);
    await tick();
    for (const key of ['a', 'b', 'c']) await choose(key, key);
    expect(await known('a', 'b', 'c')).toEqual([true, true, true]);
  });

  it('is kept in an archive of version 3 from then on', async () => {
    await put(judgementOf('aa'));
    await archive.close();
    await makeOlder(name);
    await choose('thumbnail', 'large');
    expect(await known('thumbnail')).toEqual([true]);
    expect(await archive.findJudgement({ contentHash: 'aa', stamp })).toBeDefined();
  });
});

/** Copies an archive into one of version 3, which had no choices. */
async function makeOlder(database: string): Promise<void> {
  const current = await openDB(database);
  const judgements = await current.getAll('judgements');
  current.close();
  await deleteDB(database);
  const old = await openDB(database, 3, {
    upgrade(upgraded) {
      upgraded.createObjectStore('judgements').createIndex('judgedAt', 'judgedAt');
      for (const store of ['embeddings', 'drifts', 'models', 'labels', 'totals']) {
        upgraded.createObjectStore(store);
      }
      upgraded.createObjectStore('pictures', { keyPath: 'id' }).createIndex('seenAt', 'seenAt');
    },
  });
  for (const judgement of judgements as Judgement[]) {
    await old.put('judgements', judgement, [judgement.contentHash, stamp]);
  }
  await old.put('totals', { pictures: 0, judgements: 1, sizeInBytes: 9_000 }, 'all');
  old.close();
}

describe('the history', () => {
  const everything: HistoryQuery = {
    filter: { search: '', shows: 'all', sensitivity: 'cautious' },
    sort: { by: 'seenAt', direction: 'descending' },
    offset: 0,
    limit: 100,
  };
  const at = (url: string, seenAt: number): Place => ({
    kind: 'page',
    url,
    title: 'A page',
    name: 'fox',
    pictureUrl: null,
    seenAt,
  });

  async function meet(contentHash: string, place: Place): Promise<void> {
    const judgement = judgementOf(contentHash, place.seenAt);
    await put(judgement);
    await archive.putSighting({ judgement, place });
  }
  const list = async (query = everything) =>
    (await archive.listRecords(query)).records.map(({ id }) => id);

  it('tells what was judged, where and when, the latest first', async () => {
    await meet('aa', at('https://a.test/', 10));
    await meet('bb', at('https://b.test/', 20));
    expect(await list()).toEqual(['bb', 'aa']);
    expect(await archive.findRecord('aa')).toEqual({
      id: 'aa',
      score: 0.25,
      picture: judgementOf('aa').picture,
      model: catalog.models[0],
      judgedAt: 10,
      seenAt: 10,
      places: [at('https://a.test/', 10)],
      label: null,
    });
    expect(await archive.findRecord('cc')).toBeUndefined();
  });

  it('comes part by part, the same with a search as without', async () => {
    for (const [seenAt, id] of ['aa', 'bb', 'cc'].entries()) {
      await meet(id, at('https://a.test/', seenAt));
    }
    const searched = { ...everything.filter, search: 'a.test' };
    for (const filter of [everything.filter, searched]) {
      const part = { ...everything, filter, offset: 1, limit: 1 };
      expect(await archive.listRecords(part)).toMatchObject({
        records: [{ id: 'bb' }],
        found: 3,
        kept: 3,
      });
    }
  });

  it('has one record of a picture that is met again, with every page once', async () => {
    await meet('aa', at('https://a.test/', 10));
    await meet('aa', at('https://b.test/', 20));
    await meet('aa', at('https://a.test/', 30));
    const places = [at('https://a.test/', 30), at('https://b.test/', 20)];
    expect(await archive.findRecord('aa')).toMatchObject({ seenAt: 30, places });
    expect(await list()).toEqual(['aa']);
  });

  it('drops what was met longest ago, with its preview, beyond its bounds', async () => {
    for (const [seenAt, id] of ['aa', 'bb', 'cc'].entries()) await meet(id, at('u', seenAt));
    await archive.putSighting({ judgement: judgementOf('aa'), place: at('u', 4) });
    await archive.putSighting({ judgement: judgementOf('dd'), place: at('u', 5) });
    expect(await list()).toEqual(['dd', 'aa', 'cc']);
    expect(await archive.findNewestJudgement('bb')).toBeUndefined();
    expect(await archive.findNewestJudgement('aa')).toBeDefined();
  });

  it('keeps what a person says of a picture, until they take it back', async () => {
    await meet('aa', at('u', 10));
    await archive.putLabel({ id: 'aa', label: 'fake' });
    expect(await archive.findRecord('aa')).toMatchObject({ label: 'fake' });
    await archive.putLabel({ id: 'aa', label: null });
    expect(await archive.findRecord('aa')).toMatchObject({ label: null });
  });

  it('forgets what is too old, and keeps what was said of it without picture and place', async () => {
    await meet('old', at('https://a.test/', 10));
    await meet('said', at('https://a.test/', 20));
    await meet('new', at('https://a.test/', 30));
    await archive.putLabel({ id: 'said', label: 'real' });
    await archive.forgetBefore(30);
    expect(await list()).toEqual(['new']);
    for (const id of ['old', 'said']) {
      expect(await archive.findNewestJudgement(id)).toBeUndefined();
    }
    expect(await archive.findEmbedding({ contentHash: 'old', stamp })).toBeUndefined();
    expect(await archive.findEmbedding({ contentHash: 'said', stamp })).toBeDefined();
    await meet('said', at('https://b.test/', 40));
    expect(await archive.findRecord('said')).toMatchObject({ label: 'real' });
  });

  it('forgets old judgements of pictures that nobody saw, and no old ones of pictures seen since', async () => {
    await put(judgementOf('unseen', 10));
    await meet('seen', at('u', 10));
    await archive.putSighting({ judgement: judgementOf('seen', 10), place: at('u', 50) });
    await archive.forgetBefore(30);
    expect(await archive.findNewestJudgement('unseen')).toBeUndefined();
    expect(await archive.findNewestJudgement('seen')).toBeDefined();
  });

  it('forgets for good what a person deletes: record, preview, embedding and label', async () => {
    await meet('aa', at('u', 10));
    await meet('bb', at('u', 20));
    await archive.putLabel({ id: 'aa', label: 'fake' });
    await archive.forget({ ids: ['aa'] });
    expect(await list()).toEqual(['bb']);
    expect(await archive.findNewestJudgement('aa')).toBeUndefined();
    expect(await archive.findEmbedding({ contentHash: 'aa', stamp })).toBeUndefined();
    await meet('aa', at('u', 30));
    expect(await archive.findRecord('aa')).toMatchObject({ label: null });
  });

  it('forgets all that a search finds', async () => {
    await meet('aa', at('https://a.test/', 10));
    await meet('bb', at('https://b.test/', 20));
    await archive.forget({ matching: { ...everything.filter, search: 'a.test' } });
    expect(await list()).toEqual(['bb']);
  });

  it('forgets everything, and counts from nothing again', async () => {
    for (const [seenAt, id] of ['aa', 'bb', 'cc'].entries()) await meet(id, at('u', seenAt));
    await archive.putLabel({ id: 'aa', label: 'fake' });
    await archive.forget({ all: true });
    expect(await archive.listRecords(everything)).toEqual({ records: [], found: 0, kept: 0 });
    expect(await archive.countJudgements()).toBe(0);
    for (const [seenAt, id] of ['dd', 'ee', 'ff'].entries()) await meet(id, at('u', seenAt));
    expect(await list()).toHaveLength(3);
  });
});
