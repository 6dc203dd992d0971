import { expect, it, vi } from 'vitest';
import { createServerQueues } from './server-queues';

const forever = new AbortController().signal;

/** Queues in which all work waits for `release`, and what has begun. */
function createHeldQueues() {
  const queues = createServerQueues<string>();
  const begun: string[] = [];
  const { promise: gate, resolve } = Promise.withResolvers<undefined>();
  const join = (url: string, tabId = 1) => {
    const work = async () => {
      begun.push(url);
      await gate;
      return url;
    };
    return queues.join({ url, tabId, key: url }, { priority: 'near', signal: forever, work });
  };
  return { queues, begun, join, release: () => resolve(undefined) };
}

it('asks a server for four pictures at once, and others meanwhile', async () => {
  const { begun, join, release } = createHeldQueues();
  const slow = [0, 1, 2, 3, 4, 5].map((index) => join(`https://slow.test/${index}`));
  const quick = join('https://quick.test/0');
  await vi.waitFor(() => expect(begun).toContain('https://quick.test/0'));
  expect(begun).toHaveLength(5);
  release();
  await Promise.all([...slow, quick]);
});

it('asks for 24 pictures of a tab at once, and moves ahead what waits for that too', async () => {
  const { queues, begun, join, release } = createHeldQueues();
  const many = Array.from({ length: 24 }, (_, index) => join(`https://${index}.test/`));
  const late = ['https://near.test/', 'https://raised.test/', 'https://newer.test/'];
  const others = late.map((url) => join(url));
  await vi.waitFor(() => expect(begun).toHaveLength(24));
  queues.raise({ url: 'https://raised.test/', tabId: 1, key: 'https://raised.test/' }, 'visible');
  const inOtherTab = join('https://other.test/', 2);
  await vi.waitFor(() => expect(begun).toHaveLength(25));
  release();
  await inOtherTab;
  await Promise.all([...many, ...others]);
  expect(begun.slice(25)).toEqual([late[1], late[2], late[0]]);
});

it('keeps no queue of a server that nobody waits for', async () => {
  const kept = vi.spyOn(Map.prototype, 'delete');
  const { join, release } = createHeldQueues();
  const both = [join('https://a.test/1'), join('https://a.test/2')];
  release();
  await Promise.all(both);
  expect(kept.mock.calls.filter(([key]) => key === 'a.test')).toHaveLength(1);
  kept.mockRestore();
});
