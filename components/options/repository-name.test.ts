import { expect, it } from 'vitest';
import { findRepository } from './repository-name';

it.each([
  ['google/vit-base-patch16-224', 'google/vit-base-patch16-224'],
  ['  Owens_Lab/commfor-model.384 ', 'Owens_Lab/commfor-model.384'],
  ['https://huggingface.co/google/vit-base', 'google/vit-base'],
  ['https://huggingface.co/google/vit-base/tree/main', 'google/vit-base'],
])('reads %j as %s', (text, repository) => {
  expect(findRepository(text)).toBe(repository);
});

it.each([
  '',
  'vit-base',
  'google/',
  '/vit-base',
  'google/vit/main',
  'google/..',
  '../vit',
  'google/vit base',
  'google/vit?x=1',
  'https://example.test/google/vit-base',
  'https://huggingface.co/google',
])('finds no name in %j', (text) => {
  expect(findRepository(text)).toBeUndefined();
});
