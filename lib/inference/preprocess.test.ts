import { expect, it } from 'vitest';
import { cropOf, preprocess } from './preprocess';
import type { PixelRows } from './resize';

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

it('crops where transformers does when told to, always rounding down', () => {
  const crop = cropOf({ width: 443, height: 440 }, { ...reference, cropRounding: 'down' });
  expect(crop).toMatchObject({ left: 29, top: 28 });
});

it('squashes a picture and scores all of it', () => {
  const crop = cropOf(
    { width: 640, height: 480 },
    { squash: { width: 224, height: 224 }, crop: 224 },
  );
  expect(crop).toEqual({ width: 224, height: 224, left: 0, top: 0, size: 224 });
});

it('crops a picture that is not resized at all, also beyond its edges', () => {
  const crop = cropOf({ width: 640, height: 100 }, { resize: 'none', crop: 224 });
  expect(crop).toEqual({ width: 640, height: 100, left: 208, top: -62, size: 224 });
});

/** A picture of one colour. */
function rowsOf(size: { width: number; height: number }, rgb: [number, number, number]): PixelRows {
  return {
    ...size,
    order: 'rgb',
    read: (_, pixels) => {
      pixels.set(pixels.map((_, i) => rgb[i % 4] ?? 255));
      return Promise.resolve();
    },
  };
}

const plain = {
  resample: 'bicubic' as const,
  mean: [0, 0, 0] as [number, number, number],
  std: [1, 1, 1] as [number, number, number],
};

it('says which part of a squashed picture was scored', async () => {
  const rows = rowsOf({ width: 60, height: 20 }, [10, 20, 30]);
  const squash = { width: 10, height: 8 };
  const { region } = await preprocess(rows, { ...plain, squash, crop: 8 });
  expect(region).toEqual({ x: 0.1, y: 0, width: 0.8, height: 1 });
});

it('rescales as the config says, and is black beyond the edges', async () => {
  const rows = rowsOf({ width: 4, height: 2 }, [10, 20, 30]);
  const { pixelValues } = await preprocess(rows, {
    ...plain,
    resize: 'none',
    crop: 4,
    rescale: 2,
    mean: [1, 1, 1],
  });
  const column = (channel: number) =>
    [0, 1, 2, 3].map((row) => pixelValues[channel * 16 + row * 4]);
  expect(column(0)).toEqual([-1, 19, 19, -1]);
  expect(column(2)).toEqual([-1, 59, 59, -1]);
});
