import { describe, expect, it } from 'vitest';
import {
  describeFile,
  foldPictures,
  foldSources,
  scoreByFileFacts,
  type FileFacts,
} from './baseline';

const file = (label: 'real' | 'fake', source: string, facts: Partial<FileFacts> = {}) => ({
  label,
  source,
  format: 'jpeg',
  width: 800,
  height: 400,
  sizeInBytes: 40_000,
  ...facts,
});
const times = <Value>(count: number, create: (i: number) => Value) =>
  Array.from({ length: count }, (_, i) => create(i));

it('sees format, size, aspect and bits per pixel of a file', () => {
  expect(describeFile(file('real', 'a'), ['jpeg', 'png'])).toEqual([
    1,
    0,
    Math.log(800),
    Math.log(400),
    2,
    Math.log(1), // 40,000 bytes are 320,000 bits of 320,000 pixels.
  ]);
});

describe('folds', () => {
  it('keep a source together and have both classes each', () => {
    const files = [
      ...times(6, () => file('real', 'a')),
      ...times(3, () => file('real', 'b')),
      ...times(2, () => file('real', 'c')),
      ...times(5, () => file('fake', 'd')),
      ...times(1, () => file('fake', 'e')),
    ];
    const folds = foldSources(files) ?? [];
    const foldOf = (source: string) => new Set(folds.filter((_, i) => files[i]?.source === source));
    expect(new Set(folds).size).toBe(2);
    for (const source of 'abcde') expect(foldOf(source).size).toBe(1);
    expect(foldOf('a')).not.toEqual(foldOf('b'));
    expect(foldOf('d')).not.toEqual(foldOf('e'));
  });

  it('are of pictures where a class has a single source', () => {
    const files = [file('real', 'a'), file('real', 'b'), file('fake', 'c'), file('fake', 'c')];
    expect(foldSources(files)).toBeUndefined();
    expect(foldPictures(files)).toEqual([0, 1, 0, 1]);
    expect(scoreByFileFacts(files)?.leftOut).toBe('pictures');
  });

  it('do not exist for a single picture of a class', () => {
    expect(scoreByFileFacts([file('real', 'a'), file('fake', 'b'), file('fake', 'c')])).toBe(
      undefined,
    );
  });
});

it('tells fakes by a format that all of them have, also of sources that it has not seen', () => {
  const files = [
    ...times(4, () => file('real', 'a')),
    ...times(4, () => file('real', 'b')),
    ...times(4, () => file('fake', 'c', { format: 'png' })),
    ...times(4, () => file('fake', 'd', { format: 'png' })),
  ];
  const { scores, leftOut } = scoreByFileFacts(files) ?? { scores: [] };
  expect(leftOut).toBe('sources');
  files.forEach(({ label }, i) => expect((scores[i] ?? 0.5) > 0.5).toBe(label === 'fake'));
});

it('learns nothing from the sources that it scores', () => {
  // a and c are scored by what b and d teach, that PNGs are fake, and the other way round: all of it is wrong.
  const files = [
    ...times(4, () => file('real', 'a', { format: 'png' })),
    ...times(4, () => file('real', 'b')),
    ...times(4, () => file('fake', 'c')),
    ...times(4, () => file('fake', 'd', { format: 'png' })),
  ];
  expect(foldSources(files)).toEqual([0, 1, 0, 1].flatMap((fold) => times(4, () => fold)));
  const { scores } = scoreByFileFacts(files) ?? { scores: [] };
  files.forEach(({ label }, i) => expect((scores[i] ?? 0.5) > 0.5).toBe(label === 'real'));
});
