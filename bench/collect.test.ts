import { expect, test } from 'vitest';
import { collectFigures, largestLogitGap } from './collect';

const extension = { folder: '', url: '', sizeInBytes: 30 };
const extensions = { ours: extension, stock: extension, isolated: extension };
const sample = (totalMs: number, forwardMs: number, logits = [0.1, 0.2]) => ({
  totalMs,
  tensorMs: totalMs - forwardMs,
  forwardMs,
  logits,
});
const warm = new Map([
  ['fp32', [{ totalMs: 90, logits: [0.1] }]],
  ['fp32 in phases', [sample(100, 60)]],
  ['stock', [sample(300, 200, [0.1, 0.25])]],
  ['isolated', [sample(200, 100)]],
  ['native', [{ totalMs: 40, forwardMs: 40, logits: [] }]],
]);
const onOne = { name: 'wasm', threads: 1 };
const onTwo = { name: 'wasm', threads: 2 };
const stages = {
  cold: new Map([['stock', [{ coldMs: 2000, peakBytes: undefined }]]]),
  feed: warm,
  phone: warm,
  batch: warm,
  engines: { int8: onTwo, fp32: onTwo, stock: onOne, isolated: onOne, native: onTwo },
};

test('Candid is timed as shipped and taken apart in the worker with the stopwatch', () => {
  const { fp32 } = collectFigures(stages, extensions);
  expect(fp32.feedTotal).toEqual([90]);
  expect(fp32.feedTensor).toEqual([40]);
  expect(fp32.feedForward).toEqual([60]);
});

test('times of a batch are divided by its size', () => {
  const { stock, native } = collectFigures(stages, extensions);
  expect(stock.batchTotalPerPicture).toEqual([150]);
  expect(native.batchForwardPerPicture).toEqual([20]);
});

test('native has a forward pass and no way from bytes to verdict', () => {
  const { native } = collectFigures(stages, extensions);
  expect(native.feedTotal).toEqual([]);
  expect(native.feedForward).toEqual([40]);
});

test('memory that nobody could read is no sample', () => {
  expect(collectFigures(stages, extensions).stock.peakMemory).toEqual([]);
});

test('the gap is the largest on any picture', () => {
  expect(largestLogitGap(warm)).toBeCloseTo(0.05);
});
