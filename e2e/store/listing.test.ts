import { expect, it } from 'vitest';
import { writeListing } from './listing.ts';

const manifest = { permissions: ['storage', 'scripting'], host_permissions: ['<all_urls>'] };

it.each(['chrome', 'firefox'] as const)('gives %s a reason for every permission', (store) => {
  const listing = writeListing(store, manifest);
  const lines = listing['permissions.txt']?.split('\n') ?? [];
  expect(lines).toEqual(expect.arrayContaining(['storage', 'scripting', '<all_urls>']));
  expect(lines).not.toContain('offscreen');
});

it('refuses a permission that nobody has given a reason for', () => {
  const greedy = { ...manifest, permissions: ['history'] };
  expect(() => writeListing('chrome', greedy)).toThrow('the permission history');
});
