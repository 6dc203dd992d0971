import { expect, it } from 'vitest';
import { Timings } from './timings';

it('knows no time before the first picture', () => {
  expect(new Timings().summary).toEqual({ pictures: 0, medianMs: null });
});

it('tells the time of the middle picture, however long one of them took', () => {
  const timings = new Timings();
  for (const tookMs of [300, 90_000, 200]) timings.note({ pictures: 1, tookMs });
  expect(timings.summary).toEqual({ pictures: 3, medianMs: 300 });
});

it('shares the time of a batch out to its pictures', () => {
  const timings = new Timings();
  timings.note({ pictures: 1, tookMs: 900 });
  timings.note({ pictures: 4, tookMs: 2_000 });
  expect(timings.summary).toEqual({ pictures: 5, medianMs: 500 });
});

it('counts every picture, but times only the latest hundred', () => {
  const timings = new Timings();
  for (let i = 0; i < 500; i += 1) timings.note({ pictures: 1, tookMs: 9_000 });
  for (let i = 0; i < 101; i += 1) timings.note({ pictures: 1, tookMs: 700 });
  expect(timings.summary).toEqual({ pictures: 601, medianMs: 700 });
});
