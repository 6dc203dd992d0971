import { expect, it } from 'vitest';
import { measureBatch } from './measure-batch';

it('answers the median of each, without the first pass of a size', async () => {
  const times: Record<number, number[]> = { 1: [11, 10, 90], 4: [500, 20, 24, 28] };
  const sizes: number[] = [];
  const measurement = await measureBatch((pictures) => {
    sizes.push(pictures);
    return Promise.resolve(times[pictures]?.shift() ?? NaN);
  });
  expect(measurement).toEqual({ size: 4, msPerPictureAlone: 11, msPerPictureTogether: 6 });
  expect(sizes).toEqual([4, 1, 4, 1, 4, 1, 4]);
});

it('ends with the first pass that cannot be run', async () => {
  const broken = new Error('test');
  await expect(measureBatch(() => Promise.reject(broken))).rejects.toBe(broken);
});
