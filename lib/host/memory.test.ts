import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Archive } from '../archive/archive';
import type { Judgement } from '../verdict/judgement';
import { cardOf, getDefaultEntry } from './catalog';
import type { Undecided } from './choices';
import { createMemory } from './memory';
import type { Content } from './sources';

const model = cardOf(getDefaultEntry());
const stored = { contentHash: 'aa', model: { ...model, zones: {} } } as Judgement;
const silence = () => new Promise<never>(() => undefined);

const reportError = vi.fn();

beforeEach(() => {
  vi.stubGlobal('reportError', reportError.mockReset());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function createMemoryOf(archive: Partial<Archive>) {
  const silent = {
    findJudgement: silence,
    putJudgement: silence,
    findChoice: silence,
    putChoice: silence,
  };
  return createMemory({
    archive: { ...silent, ...archive },
    model,
    stamp: 's',
    timeoutMs: 20,
  });
}

it('asks for the judgement of this model and shows it with the zones of today', async () => {
  const findJudgement = vi.fn(() => Promise.resolve(stored));
  const memory = createMemoryOf({ findJudgement });
  expect(await memory.find('aa')).toEqual({ ...stored, model });
  expect(findJudgement).toHaveBeenCalledWith({ contentHash: 'aa', stamp: 's' });
});

it('keeps a judgement under the stamp of this model', async () => {
  const putJudgement = vi.fn(() => Promise.resolve());
  const embedding = Float32Array.of(1);
  await createMemoryOf({ putJudgement }).keep(stored, { embedding, keepsTrace: true });
  expect(putJudgement).toHaveBeenCalledWith({ stamp: 's', judgement: stored, embedding });
});

it.each([
  ['fails', () => Promise.reject(new Error('QuotaExceededError'))],
  ['never answers', silence],
])('goes on without an archive that %s', async (_, broken) => {
  const judgements = { findJudgement: broken, putJudgement: broken };
  const memory = createMemoryOf({ ...judgements, findChoice: broken, putChoice: broken });
  expect(await memory.find('aa')).toBeUndefined();
  await memory.keep(stored, { embedding: null, keepsTrace: true });
  expect(await memory.findChoice(undecided())).toBeUndefined();
  await memory.keepChoice(undecided(), { source: 'shown' });
  expect(reportError).toHaveBeenCalledTimes(4);
});

/** A picture that a page shows, as `aa`, and that may have a larger file. */
const undecided = (asked: Partial<Undecided> = {}): Undecided => ({
  key: 'aa https://cdn.test/large.jpg',
  shown: { contentHash: 'aa' } as Content,
  keepsTrace: true,
  ...asked,
});

it.each([
  [{ source: 'shown' } as const, 'aa'],
  [
    { source: 'larger', contentHash: 'bb', shown: { width: 4, height: 3 }, url: null } as const,
    'bb',
  ],
])('keeps under the stamp of this model which file counts: %j', async (choice, judgedHash) => {
  const putChoice = vi.fn(() => Promise.resolve());
  const findChoice = vi.fn(() => Promise.resolve(choice));
  const memory = createMemoryOf({ putChoice, findChoice });
  await memory.keepChoice(undecided(), choice);
  const pictureKey = expect.stringMatching(/^[\da-f]{64}$/) as string;
  expect(putChoice).toHaveBeenCalledWith({ pictureKey, stamp: 's', choice, judgedHash });
  expect(await memory.findChoice(undecided())).toBe(choice);
  expect(findChoice).toHaveBeenCalledWith({ pictureKey, stamp: 's' });
});

describe('what must leave no trace', () => {
  const findJudgement = () => Promise.resolve(undefined);
  const untraced = { embedding: null, keepsTrace: false };

  it('is remembered, and never put into the archive', async () => {
    const putJudgement = vi.fn(() => Promise.resolve());
    const memory = createMemoryOf({ findJudgement, putJudgement });
    await memory.keep(stored, untraced);
    expect(await memory.find('aa')).toEqual({ ...stored, model });
    expect(putJudgement).not.toHaveBeenCalled();
  });

  it('is not found by who wants it on disk', async () => {
    const memory = createMemoryOf({ findJudgement });
    await memory.keep(stored, untraced);
    expect(await memory.find('aa', { keepsTrace: true })).toBeUndefined();
  });

  it('is remembered of a choice between files, which is no more put into the archive', async () => {
    const [putChoice, findChoice] = [vi.fn(), vi.fn()];
    const memory = createMemoryOf({ putChoice, findChoice });
    const asked = undecided({ keepsTrace: false });
    await memory.keepChoice(asked, { source: 'shown' });
    expect(await memory.findChoice(asked)).toEqual({ source: 'shown' });
    expect(await memory.findChoice(undecided())).toEqual({ source: 'shown' });
    expect(putChoice).not.toHaveBeenCalled();
    expect(findChoice).not.toHaveBeenCalled();
  });

  it('is remembered of the latest 200 pictures', async () => {
    const memory = createMemoryOf({ findJudgement });
    for (let at = 0; at < 201; at += 1) {
      await memory.keep({ ...stored, contentHash: String(at) }, untraced);
    }
    expect(await memory.find('0')).toBeUndefined();
    expect(await memory.find('1')).toBeDefined();
  });
});
