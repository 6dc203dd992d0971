import { expect, it, vi } from 'vitest';
import { rememberFound } from './remember-found';

it('looks each key up once', async () => {
  const find = rememberFound(vi.fn().mockResolvedValueOnce('fox').mockResolvedValueOnce('owl'));
  expect(await Promise.all([find('a'), find('b'), find('a')])).toEqual(['fox', 'owl', 'fox']);
  expect(await find('b')).toBe('owl');
});

it.each([
  ['had', () => Promise.reject(new Error('gone'))],
  ['found', () => Promise.resolve(undefined)],
])('looks up again what could not be %s', async (_, fail) => {
  const find = rememberFound(vi.fn().mockImplementationOnce(fail).mockResolvedValue('fox'));
  expect(await find('a')).toBeUndefined();
  expect(await find('a')).toBe('fox');
});
