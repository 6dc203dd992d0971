import { expect, it } from 'vitest';
import { cropOf } from './preprocess';

const reference = { shortSide: 440, crop: 384 };

it.each([
  [3000, 200, { width: 6600, height: 440, left: 3108, top: 28 }],
  [463, 1201, { width: 440, height: 1141, left: 28, top: 378 }],
  [441, 443, { width: 440, height: 441, left: 28, top: 28 }],
  [440, 440, { width: 440, height: 440, left: 28, top: 28 }],
  [440, 443, { width: 440, height: 443, left: 28, top: 30 }],
])('crops %d x %d where torchvision does, halves rounded to even', (width, height, crop) => {
  expect(cropOf({ width, height }, reference)).toEqual({ ...crop, size: 384 });
});
