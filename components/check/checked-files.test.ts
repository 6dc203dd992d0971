import { describe, expect, it } from 'vitest';
import {
  arrangeFiles,
  countFileMarks,
  isBusy,
  type CheckedFile,
  type FileState,
  type FileView,
} from './checked-files';
import { judged } from '../fixtures/judgements';

function fileOf(name: string, state: FileState, part: Partial<CheckedFile> = {}): CheckedFile {
  return { id: name, name, place: '', sizeInBytes: null, state, ...part };
}

const files = [
  fileOf('fox 10.jpg', judged('a', 0.1), { sizeInBytes: 300, place: 'holiday' }),
  fileOf('fox 9.jpg', judged('b', 0.9, { picture: { width: 90, height: 60 } }), {
    sizeInBytes: 100,
  }),
  fileOf('owl.heic', { status: 'failed', code: 'unsupportedFormat', format: 'heic' }),
  fileOf('bat.png', judged('c', 0.5), { sizeInBytes: 200 }),
  fileOf('ant.png', { status: 'waiting' }),
];
const asGiven: FileView = { search: '', shows: 'all', sort: undefined };
const arrange = (view: Partial<FileView>) =>
  arrangeFiles(files, { ...asGiven, ...view }, 'cautious').map(({ name }) => name.split('.')[0]);

describe('the list', () => {
  it('is in the order in which it was given', () => {
    expect(arrange({})).toEqual(['fox 10', 'fox 9', 'owl', 'bat', 'ant']);
  });

  it.each([
    ['name', 'ascending', ['ant', 'bat', 'fox 9', 'fox 10', 'owl']],
    ['mark', 'descending', ['fox 9', 'bat', 'fox 10', 'owl', 'ant']],
    ['score', 'descending', ['fox 9', 'bat', 'fox 10', 'owl', 'ant']],
    ['score', 'ascending', ['owl', 'ant', 'fox 10', 'bat', 'fox 9']],
    ['pixels', 'ascending', ['owl', 'ant', 'fox 9', 'fox 10', 'bat']],
    ['bytes', 'descending', ['fox 10', 'bat', 'fox 9', 'owl', 'ant']],
  ] as const)('by %s, %s', (by, direction, order) => {
    expect(arrange({ sort: { by, direction } })).toEqual(order);
  });

  it.each([
    [{ shows: 'fake' }, ['fox 9']],
    [{ shows: 'failed' }, ['owl']],
    [{ search: 'FOX' }, ['fox 10', 'fox 9']],
    [{ search: 'holiday/fox' }, ['fox 10']],
    [{ search: 'fox', shows: 'real' }, ['fox 10']],
  ] as const)('with %j is %j', (view, order) => {
    expect(arrange(view)).toEqual(order);
  });
});

it('counts what carries which mark, and what waits for none', () => {
  expect(countFileMarks(files, 'cautious')).toEqual([
    { mark: 'fake', count: 1 },
    { mark: 'unsure', count: 1 },
    { mark: 'real', count: 1 },
    { mark: 'failed', count: 1 },
  ]);
});

it('is busy while anything is read, waits or is checked', () => {
  expect(isBusy({ files, isReading: false })).toBe(true);
  expect(isBusy({ files: files.slice(0, 4), isReading: false })).toBe(false);
  expect(isBusy({ files: [], isReading: true })).toBe(true);
  expect(isBusy({ files: [fileOf('a', { status: 'stopped' })], isReading: false })).toBe(false);
});
