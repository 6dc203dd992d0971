import { expect, it } from 'vitest';
import { describeProgress } from './progress-bar';

it('tells how far it is, how fast, and how long it takes yet', () => {
  const progress = { done: 30, total: 120, known: 0, path: 'real/a.png' };
  expect(describeProgress(progress, 20)).toBe(
    '[######..................]  25 %  30 of 120  1.5 a second  60 s left  real/a.png',
  );
});

it('does not count what was there before as fast work', () => {
  const progress = { done: 100, total: 1000, known: 99, path: 'real/a.png' };
  expect(describeProgress(progress, 2)).toContain('0.5 a second  30 min left');
  expect(describeProgress({ ...progress, known: 100 }, 2)).not.toContain('a second');
});
