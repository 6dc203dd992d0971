import { expect, it, vi } from 'vitest';
import { CheckError } from '../verdict/failure';
import type { FileChoice } from '../verdict/file-choice';
import { choose, type Undecided } from './choices';
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
const largerChosen: FileChoice = { source: 'larger', contentHash: 'large', shown, url: null };

function createTestMemory() {
  const choices = new Map<string, FileChoice>();
  return {
    findChoice: ({ key }: Undecided) => Promise.resolve(choices.get(key)),
    keepChoice: ({ key }: Undecided, choice: FileChoice) => {
      choices.set(key, choice);
      return Promise.resolve();
    },
  };
}

it.each([
  [{ isSame: true, shown, larger }, 'large'],
  [{ isSame: false, shown, larger }, 'small'],
  [{ isSame: true, shown, larger: shown }, 'small'],
  [{ isSame: true, shown: larger, larger: shown }, 'small'],
])('of %j chooses the %s file', async (comparison, contentHash) => {
  const engine = { compare: () => Promise.resolve(comparison) };
  const { content } = await choose(files, { memory: createTestMemory(), engine });
  expect(content.contentHash).toBe(contentHash);
});

it('compares files once, and again once the larger one is another', async () => {
  const compare = vi.fn(() => Promise.resolve({ isSame: true, shown, larger }));
  const options = { memory: createTestMemory(), engine: { compare } };
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
  const options = { memory: createTestMemory(), engine: { compare } };
  expect((await choose(files, options)).choice).toEqual({ source: 'shown' });
  await choose(files, options);
  expect(compare).toHaveBeenCalledTimes(times);
});
