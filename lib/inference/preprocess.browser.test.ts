import { expect, it } from 'vitest';
import { decodePicture } from './decode';
import {
  compare,
  goldenNames,
  goldenPreprocessing,
  isAuthorsSetThere,
  readGoldenPicture,
} from './fixtures/golden-pictures';
import { cropOf, preprocess } from './preprocess';
import { resizeAndCrop } from './resize';

it.each(goldenNames)('crops %s as the reference does, bit for bit', async (name) => {
  const { file, crop } = await readGoldenPicture(name);
  using picture = await decodePicture(file);
  const rgb = await resizeAndCrop(picture.rows, cropOf(picture.rows, goldenPreprocessing));
  expect(compare(rgb, crop)).toEqual({ equal: 1, most: 0 });
});

it.skipIf(isAuthorsSetThere)('skips the authors’ five pictures: ../shared is not there', () => {
  expect(goldenNames).toHaveLength(19);
});

it('normalizes channel after channel', async () => {
  const { file, crop } = await readGoldenPicture('wide-1500x500.jpg');
  using picture = await decodePicture(file);
  const { pixelValues } = await preprocess(picture.rows, goldenPreprocessing);
  const { mean, std } = goldenPreprocessing;
  const area = goldenPreprocessing.crop ** 2;
  for (const at of [0, 1, 1000, area - 1]) {
    for (const channel of [0, 1, 2] as const) {
      const level = (crop[at * 3 + channel] ?? 0) / 255;
      const expected = (level - mean[channel]) / std[channel];
      expect(pixelValues[channel * area + at]).toBeCloseTo(expected, 6);
    }
  }
});

it('says which part of the stored picture was scored', async () => {
  const { file } = await readGoldenPicture('wide-1500x500.jpg');
  using picture = await decodePicture(file);
  const { region } = await preprocess(picture.rows, goldenPreprocessing);
  expect(region.height).toBeCloseTo(384 / 440, 10);
  expect(region.width).toBeCloseTo(384 / 1320, 10);
  expect(region.x).toBeCloseTo((1320 - 384) / 2 / 1320, 10);
});
