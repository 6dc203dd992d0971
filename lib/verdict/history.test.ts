import { describe, expect, it } from 'vitest';
import catalog from '../../models/catalog.json';
import {
  mostPlaces,
  selectRecords,
  withPlace,
  type HistoryFilter,
  type PictureRecord,
  type Place,
} from './history';
import type { ModelCard } from './model';
import type { Score } from './score';

const model: ModelCard = {
  ...(catalog.models[0] as unknown as ModelCard),
  smallest: null,
  zones: {
    real: { below: 0.3, measured: null },
    fake: { cautious: { atLeast: 0.8, measured: null }, alert: { atLeast: 0.5, measured: null } },
  },
};

const page: Place = {
  kind: 'page',
  url: 'https://news.test/a',
  title: 'The daily news',
  name: 'A fox in snow',
  pictureUrl: 'https://cdn.test/fox.jpg',
  seenAt: 1,
};

function recordOf(id: string, part: Partial<PictureRecord> & { score?: Score } = {}) {
  const region = { x: 0, y: 0, width: 1, height: 1 };
  const picture = { origin: 'url', width: 400, height: 300, format: 'jpeg', region } as const;
  return {
    id,
    score: 0.1 as Score,
    picture: { ...picture, sizeInBytes: 9 },
    model,
    judgedAt: 1,
    seenAt: 1,
    places: [page],
    label: null,
    ...part,
  } satisfies PictureRecord;
}

const everything: HistoryFilter = { search: '', shows: 'all', sensitivity: 'cautious' };

function select(all: PictureRecord[], filter: Partial<HistoryFilter>) {
  const sort = { by: 'seenAt', direction: 'descending' } as const;
  const query = { filter: { ...everything, ...filter }, sort, offset: 0, limit: 10 };
  return selectRecords(all, query).records.map(({ id }) => id);
}

describe('a search', () => {
  const file: Place = {
    kind: 'file',
    path: 'holiday/fox.heic',
    name: 'fox.heic',
    pictureUrl: null,
    seenAt: 2,
  };
  const all = [recordOf('page'), recordOf('file', { places: [file] })];

  it.each([
    ['fox', ['page', 'file']],
    ['FOX snow', ['page']],
    ['daily', ['page']],
    ['news.test', ['page']],
    ['cdn.test', ['page']],
    ['holiday', ['file']],
    ['  ', ['page', 'file']],
    ['badger', []],
  ])('for %j finds %j', (search, found) => {
    expect(select(all, { search })).toEqual(found);
  });
});

describe('a filter', () => {
  const all = [
    recordOf('real', { score: 0.1 as Score }),
    recordOf('unsure', { score: 0.6 as Score }),
    recordOf('fake', { score: 0.9 as Score, label: 'real' }),
  ];

  it.each([
    ['all', 'cautious', ['real', 'unsure', 'fake']],
    ['fake', 'cautious', ['fake']],
    ['fake', 'alert', ['unsure', 'fake']],
    ['unsure', 'cautious', ['unsure']],
    ['tooSmall', 'cautious', []],
    ['labelled', 'cautious', ['fake']],
  ] as const)('on %s, when %s, lets %j through', (shows, sensitivity, ids) => {
    expect(select(all, { shows, sensitivity })).toEqual(ids);
  });
});

it('sorts, and answers a part of what it found', () => {
  const scores = [0.5, 0.1, 0.9] as Score[];
  const all = scores.map((score, at) => recordOf(String(at), { score, seenAt: at }));
  const query = { filter: everything, offset: 1, limit: 1 };
  const sort = { by: 'score', direction: 'ascending' } as const;
  expect(selectRecords(all, { ...query, sort })).toMatchObject({
    records: [{ id: '0' }],
    found: 3,
    kept: 3,
  });
});

it('keeps the latest places, and each page once', () => {
  const places = Array.from({ length: mostPlaces + 2 }, (_, at) => ({
    ...page,
    url: `https://news.test/${at}`,
  })).reduce<Place[]>(withPlace, []);
  expect(places).toHaveLength(mostPlaces);
  const again = withPlace(places, { ...page, url: 'https://news.test/5', seenAt: 9 });
  expect(again[0]).toMatchObject({ url: 'https://news.test/5', seenAt: 9 });
  expect(again).toHaveLength(mostPlaces);
});
