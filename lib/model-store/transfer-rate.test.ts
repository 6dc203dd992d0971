import { expect, it } from 'vitest';
import { createTransferMeter } from './transfer-rate';

it('knows no speed from one moment', () => {
  const measure = createTransferMeter(100);
  expect(measure(40, 0)).toEqual({
    receivedBytes: 40,
    totalBytes: 100,
    bytesPerSecond: 0,
    secondsLeft: null,
  });
});

it('counts what was there before as received, not as speed', () => {
  const measure = createTransferMeter(1_000);
  measure(500, 0);
  expect(measure(600, 2_000)).toMatchObject({ bytesPerSecond: 50, secondsLeft: 8 });
});

it('forgets how fast it was more than five seconds ago', () => {
  const measure = createTransferMeter(10_000);
  measure(0, 0);
  measure(5_000, 1_000);
  expect(measure(5_010, 6_000)).toMatchObject({ bytesPerSecond: 2, secondsLeft: 2_495 });
});

it('says that no end is in sight while nothing comes', () => {
  const measure = createTransferMeter(10);
  measure(5, 0);
  expect(measure(5, 4_000)).toMatchObject({ bytesPerSecond: 0, secondsLeft: null });
});

it('starts over with a download that does', () => {
  const measure = createTransferMeter(100);
  measure(50, 0);
  expect(measure(10, 1_000)).toMatchObject({ receivedBytes: 10, bytesPerSecond: 0 });
});

it('is at the end when everything is there, however fast it came', () => {
  expect(createTransferMeter(100)(100, 0)).toMatchObject({ secondsLeft: 0 });
});
