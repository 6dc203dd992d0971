import { expect, it } from 'vitest';
import type { Resample } from '../verdict/model';
import fixture from './fixtures/pillow-resized.json';
import { resizeAndCrop, type PixelRows } from './resize';

const { width, height, resized } = fixture;

/** Byte i of the picture that Pillow resized. */
const byteAt = (i: number) => ((7 * i * i + 31 * i + 11) >> 2) & 255;

function rowsIn(order: PixelRows['order']): PixelRows {
  const channelAt = (i: number) => (order === 'rgb' ? i : 2 - i);
  return {
    width,
    height,
    order,
    read: ({ top }, pixels) => {
      const valueAt = (i: number) =>
        byteAt((top * width + Math.floor(i / 4)) * 3 + channelAt(i % 4));
      pixels.set(pixels.map((_, i) => (i % 4 === 3 ? 0 : valueAt(i))));
      return Promise.resolve();
    },
  };
}

it.each(resized)(
  'resizes by $resample to $crop.width x $crop.height as Pillow does, and cuts $crop.size pixels out',
  async ({ resample, crop, rgb }) => {
    const actual = await resizeAndCrop(rowsIn('rgb'), crop, resample as Resample);
    expect([...actual]).toEqual([...Buffer.from(rgb, 'base64')]);
  },
);

it.each(resized)('does so by $resample with blue first', async ({ resample, crop, rgb }) => {
  const actual = await resizeAndCrop(rowsIn('bgr'), crop, resample as Resample);
  expect([...actual]).toEqual([...Buffer.from(rgb, 'base64')]);
});

it('resizes pictures at the same time without mixing them up', async () => {
  const all = await Promise.all(
    resized.map(({ resample, crop }) => resizeAndCrop(rowsIn('rgb'), crop, resample as Resample)),
  );
  const expected = resized.map(({ rgb }) => rgb);
  expect(all.map((actual) => Buffer.from(actual).toString('base64'))).toEqual(expected);
});

it('is black where the square lies wholly outside of the picture', async () => {
  const crop = { width: 10, height: 10, left: 20, top: 20, size: 4 };
  expect([...(await resizeAndCrop(rowsIn('rgb'), crop))]).toEqual(Array(48).fill(0));
});
