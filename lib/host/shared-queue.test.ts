import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import type { Priority } from '../messaging/protocol';
import { createSharedQueue } from './shared-queue';

const forever = new AbortController().signal;

/** A queue of one at a time whose first piece of work runs until `release` is called. */
function createBusyQueue() {
  const queue = createSharedQueue<string>(1);
  const order: string[] = [];
  const { promise: blocker, resolve: release } = Promise.withResolvers<string>();
  const join = (key: string, priority: Priority, signal = forever) =>
    queue.join(key, {
      priority,
      signal,
      work: () => {
        order.push(key);
        return Promise.resolve(key);
      },
    });
  const first = queue.join('first', { priority: 'near', signal: forever, work: () => blocker });
  return { join, first, order, release: () => release('first') };
}

it('takes the most urgent first, and the newest among equals', async () => {
  const { join, order, release } = createBusyQueue();
  const all = [
    join('near', 'near'),
    join('old visible', 'visible'),
    join('asked', 'asked'),
    join('new visible', 'visible'),
  ];
  release();
  await Promise.all(all);
  expect(order).toEqual(['asked', 'new visible', 'old visible', 'near']);
});

it('raises what waits when somebody more urgent wants it too, and never lowers it', async () => {
  const { join, order, release } = createBusyQueue();
  const all = [
    join('picture', 'near'),
    join('visible', 'visible'),
    join('picture', 'asked'),
    join('picture', 'near'),
  ];
  release();
  await Promise.all(all);
  expect(order).toEqual(['picture', 'visible']);
});

it('works once for everybody who wants the same at the same time', async () => {
  const { join, order, release } = createBusyQueue();
  const all = [join('same', 'near'), join('same', 'near')];
  release();
  expect(await Promise.all(all)).toEqual(['same', 'same']);
  expect(order).toEqual(['same']);
});

it('works again for somebody who comes after the answer', async () => {
  const { join, order, release } = createBusyQueue();
  release();
  await join('same', 'near');
  await join('same', 'near');
  expect(order).toEqual(['same', 'same']);
});

it('lets one who gives up go at once and works on for the other', async () => {
  const { join, release } = createBusyQueue();
  const dropping = new AbortController();
  const dropped = join('same', 'near', dropping.signal);
  const kept = join('same', 'near');
  dropping.abort(new Error('dropped'));
  await expect(dropped).rejects.toThrow('dropped');
  release();
  expect(await kept).toBe('same');
});

it('does not begin what nobody waits for any more', async () => {
  const { join, order, release } = createBusyQueue();
  const dropping = new AbortController();
  const dropped = join('unwanted', 'asked', dropping.signal);
  dropping.abort(new Error('dropped'));
  await expect(dropped).rejects.toThrow('dropped');
  release();
  await join('wanted', 'near');
  expect(order).toEqual(['wanted']);
});

it('tells running work that nobody waits for it, and begins anew for the next', async () => {
  const queue = createSharedQueue<string>(2);
  const dropping = new AbortController();
  let seen: AbortSignal | undefined;
  const dropped = queue.join('same', {
    priority: 'near',
    signal: dropping.signal,
    work: (signal) => {
      seen = signal;
      return new Promise(() => undefined);
    },
  });
  dropping.abort(new Error('dropped'));
  await expect(dropped).rejects.toThrow('dropped');
  expect(seen?.aborted).toBe(true);
  const work = () => Promise.resolve('fresh');
  expect(await queue.join('same', { priority: 'near', signal: forever, work })).toBe('fresh');
});

it('goes on after work that failed', async () => {
  const { join, release } = createBusyQueue();
  const queue = createSharedQueue<string>(1);
  const work = () => Promise.reject(new Error('broken'));
  await expect(queue.join('a', { priority: 'near', signal: forever, work })).rejects.toThrow(
    'broken',
  );
  release();
  expect(await join('next', 'near')).toBe('next');
});

it('holds nothing of what was given up while it waited, however long its turn takes to come', async () => {
  const queue = createSharedQueue<string>(1);
  const { promise: blocker, resolve: release } = Promise.withResolvers<string>();
  const first = queue.join('first', { priority: 'near', signal: forever, work: () => blocker });
  const giveUp = async () => {
    const file = new ArrayBuffer(1_000_000);
    const leaving = new AbortController();
    const work = () => Promise.resolve(String(file.byteLength));
    const joined = queue.join('file', { priority: 'near', signal: leaving.signal, work });
    leaving.abort();
    await joined.catch(() => undefined);
    return new WeakRef(file);
  };
  const file = await giveUp();
  await collectGarbage();
  expect(file.deref()).toBeUndefined();
  release('first');
  await first;
});

async function collectGarbage(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
