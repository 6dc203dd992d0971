import { expect, test } from 'vitest';
import { interleave } from './interleave';

test('contestants take turns, and warm-ups do not count', async () => {
  const turns: string[] = [];
  const contestant = (name: string) => ({
    name,
    measure: () => Promise.resolve(turns.push(name)),
  });
  const samples = await interleave([contestant('a'), contestant('b')], { warmUps: 1, rounds: 2 });
  expect(turns.join('')).toBe('ababab');
  expect(samples.get('a')).toEqual([3, 5]);
  expect(samples.get('b')).toEqual([4, 6]);
});

test('a contestant that fails ends the comparison', async () => {
  const failing = { name: 'a', measure: () => Promise.reject(new Error('out of memory')) };
  await expect(interleave([failing], { warmUps: 0, rounds: 1 })).rejects.toThrow('out of memory');
});
