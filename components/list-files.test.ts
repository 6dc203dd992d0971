import { expect, it } from 'vitest';
import { writeFilesCsv, writeFilesJson } from './check/checked-files-file';
import type { CheckedFile } from './check/checked-files';
import { judged } from './fixtures/judgements';
import { placeOf, recordOf } from './fixtures/records';
import { writeHistoryCsv, writeHistoryJson } from './history/history-file';

const files: CheckedFile[] = [
  { id: '1', name: 'fox.jpg', place: 'holiday', sizeInBytes: 184_320, state: judged('aa', 0.9) },
  {
    id: '2',
    name: 'owl.heic',
    place: '',
    sizeInBytes: 9,
    state: { status: 'failed', code: 'unsupportedFormat', format: 'heic' },
  },
  { id: '3', name: '=1+1.png', place: '', sizeInBytes: null, state: { status: 'stopped' } },
];

const linesOf = (csv: string) => csv.slice(1).trimEnd().split('\r\n');

it('writes checked files as a table', () => {
  const [heading, ...rows] = linesOf(writeFilesCsv(files, 'cautious'));
  expect(heading).toMatch(/^name,place,verdict,score,/);
  expect(rows[0]).toMatch(/^fox\.jpg,holiday,fake,0\.9,,1600,900,jpeg,184320,.+,aa$/);
  expect(rows[1]).toMatch(/^owl\.heic,,failed,,unsupportedFormat,,,,9,/);
  expect(rows[2]).toMatch(/^'=1\+1\.png,,stopped,/);
  const widths = [heading, ...rows].map((line) => line?.split(',').length);
  expect(new Set(widths).size).toBe(1);
});

it('writes checked files as JSON', () => {
  expect(JSON.parse(writeFilesJson(files, 'cautious'))).toMatchObject({
    candidFiles: 1,
    sensitivity: 'cautious',
    pictures: [
      { name: 'fox.jpg', verdict: 'fake', score: 0.9, sha256: 'aa' },
      { name: 'owl.heic', verdict: 'failed', failure: 'unsupportedFormat' },
      { name: '=1+1.png', verdict: 'stopped' },
    ],
  });
});

const records = [
  recordOf('aa', { label: 'fake', places: [placeOf(), placeOf({ url: 'https://b.test/' })] }),
  recordOf('bb', {
    places: [{ kind: 'file', path: 'a/b.png', name: 'b.png', pictureUrl: null, seenAt: 0 }],
  }),
];

it('writes the history as a table, with the latest place of each picture', () => {
  const [heading, ...rows] = linesOf(writeHistoryCsv(records, 'cautious'));
  expect(rows[0]).toMatch(/^A fox,real,0\.1,fake,2026-11-23T12:00:00\.000Z,/);
  expect(rows[0]).toContain('Foxes in the snow,https://news.test/foxes,https://cdn.test/fox.jpg');
  expect(rows[1]).toContain(',a/b.png,,,');
  const widths = [heading, ...rows].map((line) => line?.split(',').length);
  expect(new Set(widths).size).toBe(1);
});

it('writes the history as JSON, with every place', () => {
  expect(JSON.parse(writeHistoryJson(records, 'cautious'))).toMatchObject({
    candidHistory: 1,
    pictures: [
      {
        id: 'aa',
        verdict: 'real',
        youSay: 'fake',
        seenAt: '2026-11-23T12:00:00.000Z',
        places: [{ url: 'https://news.test/foxes' }, { url: 'https://b.test/' }],
      },
      { id: 'bb', youSay: null },
    ],
  });
});
