import { expect, it } from 'vitest';
import type { Priority } from '../../messaging/protocol';
import { Turns } from './turns';

const never = new AbortController().signal;
const wish = (priority: Priority) => ({ priority });

/** Takes turns for named wishes and notes whose turn it is. */
function start(turns: Turns, wishes: [name: string, wish: { priority: Priority }][]) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  for (const [name, wished] of wishes) {
    void turns.take(wished, never).then((end) => {
      begun.push(name);
      ends.set(name, end);
    });
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const end = async (name: string) => {
    ends.get(name)?.();
    await settle();
  };
  return { begun, end, settle };
}

it('begins as many as may be open, and the next when one has ended', async () => {
  const visible = wish('visible');
  const { begun, end, settle } = start(new Turns({ near: 2, visible: 2 }), [
    ['a', visible],
    ['b', visible],
    ['c', visible],
  ]);
  await settle();
  expect(begun).toEqual(['a', 'b']);
  await end('a');
  expect(begun).toEqual(['a', 'b', 'c']);
});

it('goes on with what is most urgent by then, among equals with the newest', async () => {
  const raised = wish('near');
  const { begun, end, settle } = start(new Turns({ near: 1, visible: 1 }), [
    ['first', wish('visible')],
    ['near', wish('near')],
    ['raised', raised],
    ['nearer', wish('near')],
    ['visible', wish('visible')],
  ]);
  await settle();
  raised.priority = 'asked';
  for (const name of ['first', 'raised', 'visible', 'nearer']) await end(name);
  expect(begun).toEqual(['first', 'raised', 'visible', 'nearer', 'near']);
});

it('keeps room for what comes on screen, and takes up at once what has come there', async () => {
  const raised = wish('near');
  const turns = new Turns({ near: 1, visible: 2 });
  const { begun, settle } = start(turns, [
    ['near', wish('near')],
    ['raised', raised],
  ]);
  await settle();
  expect(begun).toEqual(['near']);
  raised.priority = 'visible';
  turns.reconsider();
  await settle();
  expect(begun).toEqual(['near', 'raised']);
});

it('ends a turn once, however often that is said', async () => {
  const { begun, end, settle } = start(new Turns({ near: 1, visible: 1 }), [
    ['a', wish('visible')],
    ['b', wish('visible')],
    ['c', wish('visible')],
  ]);
  await settle();
  await end('a');
  await end('a');
  expect(begun).toEqual(['a', 'c']);
});

it('lets nobody wait whom a person asked for', async () => {
  const { begun, end, settle } = start(new Turns({ near: 1, visible: 1 }), [
    ['a', wish('visible')],
    ['b', wish('visible')],
    ['asked', wish('asked')],
  ]);
  await settle();
  expect(begun).toEqual(['a', 'asked']);
  await end('asked');
  expect(begun).toEqual(['a', 'asked']);
  await end('a');
  expect(begun).toEqual(['a', 'asked', 'b']);
});

it('begins nothing while it is paused, and what fits once it goes on', async () => {
  const turns = new Turns({ near: 2, visible: 2 });
  turns.setPaused(true);
  const visible = wish('visible');
  const { begun, settle } = start(turns, [
    ['a', visible],
    ['b', visible],
    ['c', visible],
    ['asked', wish('asked')],
  ]);
  await settle();
  expect(begun).toEqual(['asked']);
  turns.setPaused(false);
  await settle();
  expect(begun).toEqual(['asked', 'c']);
});

it('forgets who waits no more', async () => {
  const turns = new Turns({ near: 1, visible: 1 });
  const leaving = new AbortController();
  const end = await turns.take(wish('visible'), never);
  const gone = turns.take(wish('asked'), AbortSignal.abort(new Error('gone')));
  const left = turns.take(wish('visible'), leaving.signal);
  leaving.abort(new Error('left'));
  await expect(gone).rejects.toThrow('gone');
  await expect(left).rejects.toThrow('left');
  end();
  await expect(turns.take(wish('near'), never)).resolves.toBeTypeOf('function');
});
