import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cardOf, getDefaultEntry } from './catalog';
import { idleEngine } from './fixtures/idle-engine';
import { idleMemory } from './fixtures/idle-memory';
import { ModelInUse, type Judge } from './model-in-use';

const reportError = vi.fn();

beforeEach(() => void vi.stubGlobal('reportError', reportError.mockReset()));
afterEach(() => void vi.unstubAllGlobals());

function judgeOf(id: string) {
  const entry = { ...getDefaultEntry(), id };
  const sleep = vi.fn();
  const judge: Judge = {
    entry,
    model: cardOf(entry),
    engine: { ...idleEngine(), sleep },
    memory: idleMemory(),
  };
  return { judge, sleep };
}

const nothing = () => Promise.resolve();
const none = () => Promise.resolve(undefined);
const idOf = ({ entry }: Judge) => entry.id;

it('judges by the embedded model when none was chosen', async () => {
  const inUse = new ModelInUse(judgeOf('embedded').judge, none);
  expect(idOf(await inUse.getCurrent())).toBe('embedded');
});

it('lets no picture be judged before it knows which model was chosen', async () => {
  const restored = Promise.withResolvers<Judge>();
  const inUse = new ModelInUse(judgeOf('embedded').judge, () => restored.promise);
  const used = inUse.inTurn((judge) => Promise.resolve(idOf(judge)));
  const current = inUse.getCurrent();
  restored.resolve(judgeOf('chosen').judge);
  expect([await used, idOf(await current)]).toEqual(['chosen', 'chosen']);
});

it('judges by the embedded model when the choice cannot be read, and reports why', async () => {
  const broken = new Error('test');
  const inUse = new ModelInUse(judgeOf('embedded').judge, () => Promise.reject(broken));
  expect(idOf(await inUse.getCurrent())).toBe('embedded');
  expect(reportError).toHaveBeenCalledWith(broken);
});

it('changes only between two pictures, and gives the memory of the old model back first', async () => {
  const events: string[] = [];
  const before = judgeOf('before');
  before.sleep.mockImplementation(() => void events.push('before sleeps'));
  const inUse = new ModelInUse(before.judge, none);
  const picture = Promise.withResolvers<undefined>();
  const judged = inUse.inTurn(async (judge) => {
    await picture.promise;
    events.push(`judged by ${idOf(judge)}`);
  });
  const changed = inUse.change(judgeOf('after').judge, {
    selfTest: (judge) => Promise.resolve(void events.push(`${idOf(judge)} is tested`)),
    remember: () => Promise.resolve(void events.push('remembered')),
  });
  const later = inUse.inTurn((judge) => Promise.resolve(void events.push(`then ${idOf(judge)}`)));
  picture.resolve(undefined);
  await Promise.all([judged, changed, later]);
  expect(events).toEqual([
    'judged by before',
    'before sleeps',
    'after is tested',
    'remembered',
    'then after',
  ]);
});

it.each([
  ['fails its self-test', { selfTest: () => Promise.reject(new Error('test')), remember: nothing }],
  [
    'cannot be remembered',
    { selfTest: nothing, remember: () => Promise.reject(new Error('test')) },
  ],
])('keeps the model before when the new one %s', async (_, options) => {
  const inUse = new ModelInUse(judgeOf('before').judge, none);
  const after = judgeOf('after');
  await expect(inUse.change(after.judge, options)).rejects.toThrow('test');
  expect(idOf(await inUse.getCurrent())).toBe('before');
  expect(after.sleep).toHaveBeenCalled();
  expect(await inUse.inTurn((judge) => Promise.resolve(idOf(judge)))).toBe('before');
});

it('says that a self-test failed', async () => {
  const inUse = new ModelInUse(judgeOf('before').judge, none);
  const selfTest = () => Promise.reject(new Error('no number'));
  const change = inUse.change(judgeOf('after').judge, { selfTest, remember: nothing });
  await expect(change).rejects.toMatchObject({ code: 'failedSelfTest' });
});

it('goes on after work that failed', async () => {
  const inUse = new ModelInUse(judgeOf('embedded').judge, none);
  await expect(inUse.inTurn(() => Promise.reject(new Error('test')))).rejects.toThrow('test');
  expect(await inUse.inTurn((judge) => Promise.resolve(idOf(judge)))).toBe('embedded');
});
