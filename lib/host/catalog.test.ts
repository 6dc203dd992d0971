import { expect, it } from 'vitest';
import { cardOf, getDefaultEntry, stampOf } from './catalog';

const entry = getDefaultEntry();

it('takes the model that the catalog calls the default', () => {
  expect(entry.id).toBe('starter-v0');
});

it.each([
  ['another revision', { ...entry, revision: 'v1' }],
  ['other preprocessing', { ...entry, preprocessing: { ...entry.preprocessing, crop: 384 } }],
  [
    'other weights',
    {
      ...entry,
      files: { ...entry.files, 'model.safetensors': { sizeInBytes: 1, sha256: 'other' } },
    },
  ],
])('stamps judgements anew for %s', (_, other) => {
  expect(stampOf(other)).not.toBe(stampOf(entry));
});

it('stamps judgements the same when only the zones are corrected', () => {
  const real = { ...entry.zones.real, below: 0.1 };
  expect(stampOf({ ...entry, zones: { ...entry.zones, real } })).toBe(stampOf(entry));
});

it('gives away on the card nothing but what a person may know', () => {
  const keys = [
    'explanation',
    'id',
    'licence',
    'name',
    'revision',
    'smallest',
    'standing',
    'zones',
  ];
  expect(Object.keys(cardOf(entry)).toSorted()).toEqual(keys);
});
