import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Archive } from '../archive/archive';
import type { Judgement } from '../verdict/judgement';
import { cardOf, getDefaultEntry } from './catalog';
import { createMemory } from './memory';

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
  const findJudgement = archive.findJudgement ?? silence;
  const putJudgement = archive.putJudgement ?? silence;
  return createMemory({
    archive: { findJudgement, putJudgement },
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
  const memory = createMemoryOf({ findJudgement: broken, putJudgement: broken });
  expect(await memory.find('aa')).toBeUndefined();
  await memory.keep(stored, { embedding: null, keepsTrace: true });
  expect(reportError).toHaveBeenCalledTimes(2);
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

  it('is remembered of the latest 200 pictures', async () => {
    const memory = createMemoryOf({ findJudgement });
    for (let at = 0; at < 201; at += 1) {
      await memory.keep({ ...stored, contentHash: String(at) }, untraced);
    }
    expect(await memory.find('0')).toBeUndefined();
    expect(await memory.find('1')).toBeDefined();
  });
});
