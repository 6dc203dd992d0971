import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Preprocessing } from '../../lib/verdict/model.ts';
import { readInput, writeInput } from './model-input.ts';

const preprocessing: Preprocessing = {
  shortSide: 12,
  crop: 8,
  resample: 'bilinear',
  mean: [0, 0, 0],
  std: [1, 1, 1],
};
const square = {
  side: 8,
  rgb: Uint8Array.from({ length: 8 * 8 * 3 }, (_, at) => (at * 37) % 256),
};

async function cutOut(file: Uint8Array, left: number, top: number): Promise<number[]> {
  const region = { left, top, width: 8, height: 8 };
  return [...(await sharp(file).extract(region).raw().toBuffer())];
}

describe('a file for the engine', () => {
  it('has the size to which the engine resizes, and the square where it cuts', async () => {
    const file = await writeInput(square, preprocessing);
    expect(await sharp(file).metadata()).toMatchObject({ width: 12, height: 12, format: 'png' });
    expect(await cutOut(file, 2, 2)).toEqual([...square.rgb]);
  });

  it.each([
    [11, undefined, 2],
    [13, undefined, 2],
    [11, 'down', 1],
  ] as const)(
    'puts it where the engine rounds to, of %d pixels (%s)',
    async (side, rounding, at) => {
      const options = { ...preprocessing, shortSide: side };
      const how = rounding ? { ...options, cropRounding: rounding } : options;
      expect(await cutOut(await writeInput(square, how), at, at)).toEqual([...square.rgb]);
    },
  );

  it('is squashed where the model squashes, and as large as the cut where it does not resize', async () => {
    const { crop, resample, mean, std } = preprocessing;
    const rest = { crop, resample, mean, std };
    const squashed = await writeInput(square, { ...rest, squash: { width: 10, height: 9 } });
    expect(await sharp(squashed).metadata()).toMatchObject({ width: 10, height: 9 });
    const plain = await writeInput(square, { ...rest, resize: 'none' });
    expect(await sharp(plain).metadata()).toMatchObject({ width: 8, height: 8 });
  });
});

it('reads the middle of a picture at the size of the model', async () => {
  const halves = sharp({ create: { width: 60, height: 24, channels: 3, background: 'black' } });
  const right = { create: { width: 30, height: 24, channels: 3 as const, background: 'white' } };
  const file = await halves
    .composite([{ input: right, left: 30, top: 0 }])
    .png()
    .toBuffer();
  const { side, rgb } = await readInput(file, preprocessing);
  expect(side).toBe(8);
  expect([rgb[0], rgb[7 * 3]]).toEqual([0, 255]);
});
