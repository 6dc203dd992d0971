import { expect, it } from 'vitest';
import { claimDocument, type Run } from './lifetime';

function createRun() {
  const invalidated = new AbortController();
  const run: Run = {
    get isInvalid() {
      return invalidated.signal.aborted;
    },
    onInvalidated: (callback) => invalidated.signal.addEventListener('abort', callback),
    setInterval: () => undefined,
  };
  return { run, invalidate: () => invalidated.abort() };
}

it('lets a second run in the same world do nothing, and goes on', async () => {
  const world = {};
  const [first, second] = [createRun(), createRun()];
  const lifetime = claimDocument(first.run, world);
  first.invalidate();
  expect(claimDocument(second.run, world)).toBeUndefined();
  await Promise.resolve();
  expect(lifetime?.signal.aborted).toBe(false);
  expect(lifetime?.isOver()).toBe(false);
});

it('ends when a newer extension takes over, also after a second run of its own', async () => {
  const world = {};
  const [first, second] = [createRun(), createRun()];
  const lifetime = claimDocument(first.run, world);
  first.invalidate();
  claimDocument(second.run, world);
  second.invalidate();
  await Promise.resolve();
  expect(lifetime?.signal.aborted).toBe(true);
  expect(lifetime?.isOver()).toBe(true);
});
