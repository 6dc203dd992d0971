import { expect, it } from 'vitest';
import { deliveryOf } from './delivery';

/** The bytes of a file of that many pixels. */
const bytes = (pixels: number, bitsPerPixel: number) => (pixels * bitsPerPixel) / 8;

it.each([
  ['a 12-megapixel photograph', 4000, 3000, 3, 'original'],
  ['a strongly compressed large picture', 1600, 900, 0.5, 'original'],
  ['a large picture without loss', 1024, 1024, 14, 'original'],
  ['what a recipe for middle sizes makes', 768, 512, 1.1, 'medium'],
  ['what a recipe for thumbnails makes', 341, 256, 1, 'thumbnail'],
  ['a thumbnail without much loss', 150, 150, 3, 'thumbnail'],
  ['what a page draws 600 px wide', 600, 400, 18, 'screenshot'],
  ['an icon without loss', 64, 64, 18, 'screenshot'],
  ['a tall picture by its short side', 256, 4000, 1, 'thumbnail'],
] as const)('takes %s for its closest delivery', (_, width, height, bitsPerPixel, delivery) => {
  const sizeInBytes = bytes(width * height, bitsPerPixel);
  expect(deliveryOf({ width, height, sizeInBytes })).toBe(delivery);
});

it('takes what a page drew for a screenshot, whatever its size', () => {
  const picture = { width: 1600, height: 900, sizeInBytes: 2_000_000 };
  expect(deliveryOf({ ...picture, origin: 'pixels' })).toBe('screenshot');
  expect(deliveryOf({ ...picture, origin: 'url' })).toBe('original');
});

it.each([
  [362, 'thumbnail'],
  [363, 'medium'],
  [724, 'medium'],
  [725, 'original'],
] as const)('draws the lines between sizes evenly by ratio: %d px is %s', (side, delivery) => {
  const sizeInBytes = bytes(side * side, 1);
  expect(deliveryOf({ width: side, height: side, sizeInBytes })).toBe(delivery);
});

it.each([
  [4, 'medium'],
  [4.02, 'screenshot'],
] as const)(
  'draws the line to lossless files at four bits per pixel: %d is %s',
  (bits, delivery) => {
    const sizeInBytes = bytes(500 * 500, bits);
    expect(deliveryOf({ width: 500, height: 500, sizeInBytes })).toBe(delivery);
  },
);
