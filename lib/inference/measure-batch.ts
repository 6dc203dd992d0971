import type { BatchMeasurement } from '../verdict/batch';

const batchSize = 4;
const rounds = 3;

/**
 * Times passes over one and over several pictures, in turn, so that whatever else the machine does slows both. `runPass`
 * runs one pass over that many pictures and answers how long it took, in milliseconds.
 */
export async function measureBatch(
  runPass: (pictures: number) => Promise<number>,
): Promise<BatchMeasurement> {
  const alone: number[] = [];
  const together: number[] = [];
  await runPass(batchSize); // The first pass of a size makes its buffers and kernels.
  for (let round = 0; round < rounds; round += 1) {
    alone.push(await runPass(1));
    together.push(await runPass(batchSize));
  }
  return {
    size: batchSize,
    msPerPictureAlone: medianOf(alone),
    msPerPictureTogether: medianOf(together) / batchSize,
  };
}

function medianOf(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
