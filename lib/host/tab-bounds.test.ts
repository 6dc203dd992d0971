import { expect, it } from 'vitest';
import type { Priority } from '../messaging/protocol';
import { defaultTabBounds, findExcess, type Held } from './tab-bounds';

const bounds = { requests: 3, sizeInBytes: 100 };

interface Named extends Held {
  name: string;
}

function request(name: string, part: Partial<Held> = {}): Named {
  return { name, tabId: 1, priority: 'visible', sizeInBytes: 0, ...part };
}

const excessOf = (open: Named[]) => findExcess(open, { tabId: 1, bounds }).map(({ name }) => name);

it('gives nothing up within bounds', () => {
  expect(excessOf(['a', 'b', 'c'].map((name) => request(name, { sizeInBytes: 33 })))).toEqual([]);
});

it('gives up the oldest of equals', () => {
  expect(excessOf(['a', 'b', 'c', 'd', 'e'].map((name) => request(name)))).toEqual(['a', 'b']);
});

it('gives up what is least urgent, be it the newest', () => {
  const urgencies: [string, Priority][] = [
    ['a', 'asked'],
    ['b', 'visible'],
    ['c', 'visible'],
    ['d', 'near'],
  ];
  expect(excessOf(urgencies.map(([name, priority]) => request(name, { priority })))).toEqual(['d']);
});

it('gives up bytes where they are held, and no more than it takes', () => {
  const open = [
    request('a', { priority: 'near' }),
    request('b', { sizeInBytes: 60 }),
    request('c', { sizeInBytes: 60 }),
  ];
  expect(excessOf(open)).toEqual(['b']);
});

it('counts every tab by itself, and our own pages as one', () => {
  const open = ['a', 'b', 'c'].flatMap((name) => [
    request(`${name} here`),
    request(`${name} there`, { tabId: 2 }),
    request(`${name} ours`, { tabId: undefined }),
  ]);
  expect(excessOf(open)).toEqual([]);
  const [first] = findExcess([...open, request('d ours', { tabId: undefined })], {
    tabId: undefined,
    bounds,
  });
  expect(first?.name).toBe('a ours');
});

it('stays within bounds however many a page asks for', () => {
  const open = new Set<Named>();
  const priorities = ['near', 'visible', 'asked'] as const;
  for (let count = 0; count < 2_000; count++) {
    const priority = priorities[count % 3] ?? 'near';
    open.add(request(String(count), { priority, sizeInBytes: (count % 7) * 2 ** 20 }));
    for (const given of findExcess(open, { tabId: 1 })) open.delete(given);
  }
  const held = [...open].reduce((sum, { sizeInBytes }) => sum + sizeInBytes, 0);
  expect(open.size).toBeLessThanOrEqual(defaultTabBounds.requests);
  expect(open.size).toBeGreaterThan(50);
  expect(held).toBeLessThanOrEqual(defaultTabBounds.sizeInBytes);
});
