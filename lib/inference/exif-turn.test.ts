import { expect, it } from 'vitest';
import { findExifTurn } from './exif-turn';
import { withOrientation } from './fixtures/exif';

/** What stands in a JPEG before its pixels, as far as it matters here. */
const plain = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xda, 0, 2, 0xff, 0xd9);

it.each([
  [2, { rotation: 0, flip: true }],
  [3, { rotation: 180, flip: false }],
  [6, { rotation: 90, flip: false }],
  [7, { rotation: 270, flip: true }],
])('tells what orientation %d asks for', (value, orientation) => {
  expect(findExifTurn(withOrientation(plain, 'jpeg', value))?.orientation).toEqual(orientation);
});

it('takes the wish out of the file, and nothing else', () => {
  const turn = findExifTurn(withOrientation(plain, 'jpeg', 6));
  expect(turn?.unturned).toEqual(withOrientation(plain, 'jpeg', 1));
});

it.each([1, 0, 9])('leaves a file alone that says %d', (value) => {
  expect(findExifTurn(withOrientation(plain, 'jpeg', value))).toBeUndefined();
});

it('leaves a file alone that has no EXIF data, or ends within them', () => {
  expect(findExifTurn(plain)).toBeUndefined();
  const turned = withOrientation(plain, 'jpeg', 6);
  for (let length = 2; length < 24; length += 1) {
    expect(findExifTurn(turned.slice(0, length))).toBeUndefined();
  }
});
