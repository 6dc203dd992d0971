import { expect, it } from 'vitest';
import { batchSizeOf } from './batch';

it('judges pictures together where that is at least a tenth faster for each', () => {
  expect(batchSizeOf({ size: 4, msPerPictureAlone: 20, msPerPictureTogether: 18 })).toBe(4);
});

it('judges pictures one by one where batches gain less', () => {
  expect(batchSizeOf({ size: 4, msPerPictureAlone: 20, msPerPictureTogether: 18.1 })).toBe(1);
});

it('judges pictures one by one where a batch would keep waiting what comes on screen', () => {
  expect(batchSizeOf({ size: 4, msPerPictureAlone: 600, msPerPictureTogether: 80 })).toBe(1);
});
