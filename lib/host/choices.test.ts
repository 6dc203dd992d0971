import { expect, it, vi } from 'vitest';
import { CheckError } from '../verdict/failure';
import { choose, createChoices, type Choice } from './choices';
import type { Content } from './sources';

const contentOf = (contentHash: string): Content => ({
  bytes: new ArrayBuffer(1),
  contentHash,
  origin: 'url',
  url: null,
  fetchedBytes: 1,
});
const files = {
  key: 'a',
  shown: contentOf('small'),
  larger: contentOf('large'),
  keepsTrace: true,
};
const shown = { width: 4, height: 3 };
const larger = { width: 8, height: 6 };
const largerChosen: Choice = { source: 'larger', contentHash: 'large', shown, url: null };

it.each([
  [{ isSame: true, shown, larger }, 'large'],
  [{ isSame: false, shown, larger }, 'small'],
  [{ isSame: true, shown, larger: shown }, 'small'],
  [{ isSame: true, shown: larger, larger: shown }, 'small'],
])('of %j chooses the %s file', async (comparison, contentHash) => {
  const engine = { compare: () => Promise.resolve(comparison) };
  const { content } = await choose(files, { choices: createChoices(), engine });
  expect(content.contentHash).toBe(contentHash);
});

it('compares files once, and again once the larger one is another', async () => {
  const compare = vi.fn(() => Promise.resolve({ isSame: true, shown, larger }));
  const options = { choices: createChoices(), engine: { compare } };
  await choose(files, options);
  expect((await choose(files, options)).choice).toEqual(largerChosen);
  expect(compare).toHaveBeenCalledTimes(1);
  await choose({ ...files, larger: contentOf('changed') }, options);
  expect(compare).toHaveBeenCalledTimes(2);
});

it.each([
  ['damaged', 1],
  ['engineFailed', 2],
] as const)('takes the shown file where comparing ends with %s', async (code, times) => {
  const compare = vi.fn(() => Promise.reject(new CheckError(code, 'test')));
  const options = { choices: createChoices(), engine: { compare } };
  expect((await choose(files, options)).choice).toEqual({ source: 'shown' });
  await choose(files, options);
  expect(compare).toHaveBeenCalledTimes(times);
});

it('forgets the oldest choice beyond its capacity', () => {
  const choices = createChoices(2);
  for (const key of ['a', 'b', 'c']) choices.keep(key, largerChosen);
  expect(['a', 'b', 'c'].map((key) => choices.find(key) !== undefined)).toEqual([
    false,
    true,
    true,
  ]);
});
