import { onTestFinished, expect, it } from 'vitest';
import { aliveMessage } from '../inference/protocol';
import { supervise } from './running-worker';

/** A worker that holds its lock and runs `code` when it is told to. */
function startWorker(code: string) {
  const script = `
    navigator.locks.request(self.name, () => {
      self.postMessage('${aliveMessage}');
      return new Promise(() => {});
    });
    self.addEventListener('message', ({ data }) => { if (data === 'now') { ${code} } });
  `;
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const name = crypto.randomUUID();
  const worker = new Worker(url, { type: 'module', name });
  const running = supervise(worker, name);
  onTestFinished(() => {
    running.terminate();
    URL.revokeObjectURL(url);
  });
  return { name, running, act: () => worker.postMessage('now') };
}

/** Resolves once the worker holds its lock and somebody else waits for it. */
async function waitUntilWatched(name: string): Promise<void> {
  const { pending = [] } = await navigator.locks.query();
  if (pending.some((lock) => lock.name === name)) return;
  await new Promise((resolve) => setTimeout(resolve, 10));
  return waitUntilWatched(name);
}

const deathOf = ({ death }: { death: AbortSignal }) =>
  new Promise<string>((resolve) => {
    death.addEventListener('abort', () => resolve(String(death.reason)));
  });

it.each([
  ['closes itself, which fires no event', 'self.close()', /died/],
  ['throws where nobody catches', 'throw new Error("broken")', /broken/],
  ['throws later', 'setTimeout(() => { throw new Error("later") })', /later/],
])('notices that a worker %s', async (_, code, reason) => {
  const { name, running, act } = startWorker(code);
  await waitUntilWatched(name);
  expect(running.death.aborted).toBe(false);
  const death = deathOf(running);
  act();
  expect(await death).toMatch(reason);
});

it('notices a worker that dies as soon as it lives', async () => {
  const script = `navigator.locks.request(self.name, () => {
    self.postMessage('${aliveMessage}');
    self.close();
    return new Promise(() => {});
  });`;
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const name = crypto.randomUUID();
  const running = supervise(new Worker(url, { type: 'module', name }), name);
  expect(await deathOf(running)).toMatch(/died/);
  URL.revokeObjectURL(url);
});

it('notices a worker whose script cannot be loaded', async () => {
  const name = crypto.randomUUID();
  const running = supervise(new Worker('/nowhere.js', { type: 'module', name }), name);
  expect(await deathOf(running)).toMatch(/failed/);
});

it('frees the lock of a worker that it terminates', async () => {
  const { name, running } = startWorker('');
  await waitUntilWatched(name);
  running.terminate();
  expect(running.death.aborted).toBe(true);
  await navigator.locks.request(name, () => undefined);
});
