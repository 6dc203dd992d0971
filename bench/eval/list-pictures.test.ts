import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listPictures, readPlace, takeEvenly } from './list-pictures';

function createFolder(...paths: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'candid-eval-'));
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), '');
  }
  return folder;
}

describe('a place', () => {
  it.each([
    ['a.png', 'unnamed', null],
    ['camera/a.png', 'camera', null],
    ['camera/edit/a.png', 'camera', 'edit'],
    ['camera/edit/2024/06/a.png', 'camera', 'edit'],
  ])('%s says its source and technique', (path, source, technique) => {
    expect(readPlace('fake', path)).toEqual({
      path: `fake/${path}`,
      label: 'fake',
      source,
      technique,
    });
  });
});

it('lists what lies below real and fake by path, hidden files and other folders left out', () => {
  const folder = createFolder('real/b.jpg', 'real/.DS_Store', 'fake/x/gan/a.png', 'notes/a.png');
  expect(listPictures(folder).map(({ path }) => path)).toEqual(['fake/x/gan/a.png', 'real/b.jpg']);
});

it('says when there is nothing to judge', () => {
  expect(() => listPictures(createFolder('a.png'))).toThrow('Expected pictures in real/ and fake/');
});

describe('a limit', () => {
  const pictures = listPictures(
    createFolder(
      ...Array.from({ length: 10 }, (_, i) => `real/large/${i}.png`),
      'real/small/0.png',
      ...Array.from({ length: 3 }, (_, i) => `fake/a/gan/${i}.png`),
      ...Array.from({ length: 3 }, (_, i) => `fake/a/edit/${i}.png`),
    ),
  );
  const takePaths = (limit: number) => takeEvenly(pictures, limit).map(({ path }) => path);

  it('takes as many of every class, source and technique as can be', () => {
    expect(takePaths(8)).toEqual([
      'fake/a/edit/0.png',
      'fake/a/edit/1.png',
      'fake/a/gan/0.png',
      'fake/a/gan/1.png',
      'real/large/0.png',
      'real/large/3.png',
      'real/large/6.png',
      'real/small/0.png',
    ]);
  });

  it('takes more of one class where the other has no more', () => {
    expect(takePaths(16)).toHaveLength(16);
    expect(takePaths(100)).toHaveLength(17);
  });
});
