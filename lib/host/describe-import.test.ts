import { expect, it } from 'vitest';
import type { SafetensorsFiles } from '../verdict/model';
import { getEntries } from './catalog';
import { describeImport } from './describe-import';

const entries = getEntries();
const [starter, reference] = entries;
const unknown = {
  'config.json': { sizeInBytes: 1, sha256: 'c0ffee'.repeat(4) },
  'model.safetensors': { sizeInBytes: 2, sha256: 'decade'.repeat(4) },
};
function configOf(imageSize: number, id2label = { 0: 'LABEL_0' }): string {
  return JSON.stringify({ image_size: imageSize, id2label });
}

const describe224 = describeImport({ name: 'mine', config: configOf(224), entries });

it('knows a model of the catalog by its bytes', () => {
  const files = (reference?.files ?? unknown) as SafetensorsFiles;
  const config = '{"image_size":384}';
  const described = describeImport({ name: 'mine', config, entries })(files);
  expect(described).toEqual({ entry: reference, isVerified: true });
});

it('marks every other model as unverified and unmeasured', () => {
  const { entry, isVerified } = describe224(unknown);
  expect(isVerified).toBe(false);
  expect(entry).toMatchObject({ name: 'mine', standing: 'unverified', files: unknown });
  const { real, fake } = entry.zones;
  expect([real, fake.cautious, fake.alert].map(({ measured }) => measured)).toEqual([
    null,
    null,
    null,
  ]);
});

it('tells apart models with the same weights and another config', () => {
  const other = { ...unknown, 'config.json': { sizeInBytes: 1, sha256: 'other' } };
  expect(describe224(other).entry.revision).not.toBe(describe224(unknown).entry.revision);
});

it('prepares pictures as the catalog does for that size, else in the same proportions', () => {
  expect(describe224(unknown).entry.preprocessing).toEqual(starter?.preprocessing);
  const config = configOf(96);
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

it('prepares pictures as an imported preprocessor config says, and tells such a model apart', () => {
  const preprocessor = '{"image_processor_type":"SiglipImageProcessor"}';
  const describe = describeImport({ name: 'mine', config: configOf(224), preprocessor, entries });
  const { entry } = describe(unknown);
  expect(entry.preprocessing).toMatchObject({ squash: { width: 224 }, resample: 'bicubic' });
  expect(entry.revision).not.toBe(describe224(unknown).entry.revision);
});

it('reads which labels mean fake, and refuses labels that do not say', () => {
  const describeWith = (id2label: Record<string, string>) =>
    describeImport({ name: 'mine', config: configOf(224, id2label as { 0: string }), entries });
  const { entry } = describeWith({ 0: 'real', 1: 'fake' })(unknown);
  expect(entry.labels).toEqual({ names: ['real', 'fake'], fake: [1], isAssumed: false });
  expect(() => describeWith({ 0: 'cat', 1: 'dog' })(unknown)).toThrow(
    expect.objectContaining({ code: 'notDetector', subject: 'cat, dog' }),
  );
});
