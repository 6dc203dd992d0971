import { expect, it } from 'vitest';
import { findSmallest, measureSizes } from './find-smallest.ts';
import type { JudgedPicture } from './leave-out.ts';

const withoutSource = new Map([
  ['A', 0.5],
  ['B', 0.8],
  ['C', null],
]);

const picture = (label: 'real' | 'fake', source: string, score: number): JudgedPicture => ({
  path: `${label}/${source}/${score}`,
  label,
  source,
  score,
});

it('judges each picture by the threshold that was chosen without its source, by hand', () => {
  const pictures = [
    picture('real', 'A', 0.6), // called
    picture('real', 'B', 0.6),
    picture('real', 'B', 0.7),
    picture('real', 'C', 0.9), // never called: there was no threshold
    picture('fake', 'A', 0.5), // called
    picture('fake', 'B', 0.7),
  ];
  // One of four reals and one of two fakes: (1/4 + 1/2) / 2.
  expect(measureSizes([{ shortSide: 128, pictures }], { withoutSource })).toEqual([
    { shortSide: 128, error: 0.375, n: 6 },
  ]);
});

it('leaves out sizes that have only one class, and puts the largest first', () => {
  const both = [picture('real', 'A', 0.1), picture('fake', 'A', 0.9)];
  const sizes = [
    { shortSide: 64, pictures: both },
    { shortSide: 96, pictures: [picture('real', 'A', 0.1)] },
    { shortSide: 512, pictures: both },
  ];
  expect(measureSizes(sizes, { withoutSource }).map(({ shortSide }) => shortSide)).toEqual([
    512, 64,
  ]);
});

it.each([
  ['the size before the first that passes the bound', [0.2, 0.3, 0.4, 0.46, 0.5], 128],
  ['a size above one that passes it, whatever is below', [0.2, 0.3, 0.46, 0.4, 0.4], 256],
  ['no size where all keep it, the bound itself included', [0.2, 0.3, 0.4, 0.45, 0.45], 'always'],
  ['no size where the largest passes it', [0.46, 0.3, 0.4, 0.45, 0.45], 'never'],
  ['no size where none was measured', [], 'always'],
] as const)('finds %s', (_, errors, smallest) => {
  const sizes = errors.map((error, i) => ({
    shortSide: [512, 256, 128, 96, 64][i] ?? 0,
    error,
    n: 100,
  }));
  expect(findSmallest(sizes, 0.45)).toBe(smallest);
});
