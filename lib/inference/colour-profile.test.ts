import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hasColourProfile } from './colour-profile';

const read = (name: string) =>
  new Uint8Array(readFileSync(`${import.meta.dirname}/fixtures/preprocess/${name}`));

test.each(['icc-display-p3-600x500.jpg', 'icc-srgb-600x600.jpg'])(
  'finds the profile of %s',
  (name) => {
    expect(hasColourProfile(read(name))).toBe(true);
  },
);

test.each(['grey-700x520.jpg', 'progressive-800x600.jpg', 'exif-rotated-900x600.jpg'])(
  'finds none in %s',
  (name) => expect(hasColourProfile(read(name))).toBe(false),
);

test('a file that breaks off or is no JPEG might have one', () => {
  expect(hasColourProfile(read('grey-700x520.jpg').subarray(0, 12))).toBe(true);
  expect(hasColourProfile(new Uint8Array())).toBe(true);
});
