import { expect, it } from 'vitest';
import { picturesPerRound, planRounds } from './plan';

it('plans as many pictures as asked for, and every fault in a short run of 240', () => {
  const rounds = planRounds(240);
  expect(rounds).toHaveLength(240 / picturesPerRound);
  const kinds = new Set(rounds.flatMap(({ tabs }) => tabs.flat()));
  expect([...kinds].sort()).toEqual(['broken', 'good', 'hanging', 'missing']);
  expect(rounds.some(({ killsWorker }) => killsWorker)).toBe(true);
  expect(rounds.some(({ closesTab }) => closesTab)).toBe(true);
});

it('lets a worker die while a tab is closed, in a long run', () => {
  expect(planRounds(2_000).some((round) => round.killsWorker && round.closesTab)).toBe(true);
});
