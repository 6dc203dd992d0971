import { expect, it } from 'vitest';
import { createTurns } from './turns';

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

it('runs one piece of work at a time, in the order in which it was asked for', async () => {
  const turns = createTurns();
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} starts`);
    await pause();
    events.push(`${name} ends`);
  };
  await Promise.all([turns.take(work('a')), turns.takeForPictures(work('b'))]);
  expect(events).toEqual(['a starts', 'a ends', 'b starts', 'b ends']);
});

it('goes on after work that failed', async () => {
  const turns = createTurns();
  await expect(turns.take(() => Promise.reject(new Error('test')))).rejects.toThrow('test');
  expect(await turns.take(() => Promise.resolve('next'))).toBe('next');
});

it('runs step after step in a gap, and other work between them', async () => {
  const turns = createTurns();
  const inGap = turns.openGap();
  await inGap(pause);
  expect(await turns.take(() => Promise.resolve('load'))).toBe('load');
  expect(await inGap(() => Promise.resolve('step'))).toBe('step');
});

it('gives up in a gap as soon as pictures are asked for: they wait for one step at most', async () => {
  const turns = createTurns();
  const inGap = turns.openGap();
  const events: string[] = [];
  const steps = (async () => {
    for (;;) await inGap(() => pause().then(() => void events.push('step')));
  })();
  const refused = expect(steps).rejects.toMatchObject({ code: 'dropped' });
  await pause();
  await turns.takeForPictures(() => Promise.resolve(void events.push('picture')));
  await refused;
  expect(events.at(-1)).toBe('picture');
});
