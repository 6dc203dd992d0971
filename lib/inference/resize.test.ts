import { expect, it } from 'vitest';
import type { Resample } from '../verdict/model';
import fixture from './fixtures/pillow-resized.json';
import { resizeAndCrop, type PixelRows } from './resize';

const { width, height, resized } = fixture;

/** Byte i of the picture that Pillow resized. */
const byteAt = (i: number) => ((7 * i * i + 31 * i + 11) >> 2) & 255;

const rows: PixelRows = {
  width,
  height,
  order: 'rgb',
  read: (top, count) =>
    Promise.resolve(
      Uint8Array.from({ length: width * count * 4 }, (_, i) =>
        i % 4 === 3 ? 0 : byteAt((top * width + Math.floor(i / 4)) * 3 + (i % 4)),
      ),
    ),
};

it.each(resized)(
  'resizes by $resample to $crop.width x $crop.height as Pillow does, and cuts $crop.size pixels out',
  async ({ resample, crop, rgb }) => {
    const actual = await resizeAndCrop(rows, crop, resample as Resample);
    expect([...actual]).toEqual([...Buffer.from(rgb, 'base64')]);
  },
);
