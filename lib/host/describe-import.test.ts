import { expect, it } from 'vitest';
import { getEntries } from './catalog';
import { describeImport } from './describe-import';

const entries = getEntries();
const [starter, reference] = entries;
const unknown = {
  'config.json': { sizeInBytes: 1, sha256: 'c0ffee'.repeat(4) },
  'model.safetensors': { sizeInBytes: 2, sha256: 'decade'.repeat(4) },
};
const describe224 = describeImport({ name: 'mine', config: '{"image_size":224}', entries });

it('knows a model of the catalog by its bytes', () => {
  const files = reference?.files ?? unknown;
  const config = '{"image_size":384}';
  const described = describeImport({ name: 'mine', config, entries })(files);
  expect(described).toEqual({ entry: reference, isVerified: true });
});

it('marks every other model as unverified and unmeasured', () => {
  const { entry, isVerified } = describe224(unknown);
  expect(isVerified).toBe(false);
  expect(entry).toMatchObject({ name: 'mine', standing: 'unverified', files: unknown });
  expect(entry.zones.fake.cautious.n + entry.zones.fake.alert.n + entry.zones.real.n).toBe(0);
});

it('tells apart models with the same weights and another config', () => {
  const other = { ...unknown, 'config.json': { sizeInBytes: 1, sha256: 'other' } };
  expect(describe224(other).entry.revision).not.toBe(describe224(unknown).entry.revision);
});

it('prepares pictures as the catalog does for that size, else in the same proportions', () => {
  expect(describe224(unknown).entry.preprocessing).toEqual(starter?.preprocessing);
  const config = '{"image_size":96}';
  const { entry } = describeImport({ name: 'mine', config, entries })(unknown);
  expect(entry.preprocessing).toMatchObject({ shortSide: 110, crop: 96 });
});

it.each(['', '[]', '{}', '{"image_size":"224"}', '{"image_size":0}', '{"image_size":1.5}'])(
  'refuses a config without a picture size: %s',
  (config) => {
    const describing = () => describeImport({ name: 'mine', config, entries });
    expect(describing).toThrow(expect.objectContaining({ code: 'unreadable' }));
  },
);
