/** What one picture takes, in milliseconds, in a pass of its own and in one of `size` pictures. */
export interface BatchMeasurement {
  size: number;
  msPerPictureAlone: number;
  msPerPictureTogether: number;
}

/** Together has to be that much faster per picture to be worth the wait for the others. */
const leastGain = 0.1;

/** What comes on screen while a batch runs waits for its end: no longer than a person would notice. */
const longestBatchMs = 300;

/** How many pictures to judge in one pass on the device that was measured; 1 where batches are not worth it. */
export function batchSizeOf({
  size,
  msPerPictureAlone,
  msPerPictureTogether,
}: BatchMeasurement): number {
  const isFaster = msPerPictureTogether <= (1 - leastGain) * msPerPictureAlone;
  const isShort = size * msPerPictureTogether <= longestBatchMs;
  return isFaster && isShort ? size : 1;
}
