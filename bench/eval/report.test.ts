import { expect, it } from 'vitest';
import type { Zones } from '../../lib/verdict/model';
import type { EvaluationRecord } from './evaluation';
import { describeChanged, describeFailures, describeSummary } from './report';
import { summarise } from './summary';

const zones: Zones = {
  real: { below: 0.3, measured: null },
  fake: {
    cautious: { atLeast: 0.8, measured: null },
    alert: { atLeast: 0.6, measured: null },
  },
};

const record = (label: 'real' | 'fake', score: number): EvaluationRecord => ({
  path: `${label}/${score}.png`,
  label,
  source: 'unnamed',
  technique: null,
  delivery: 'original',
  score,
  logit: 0,
  width: 10,
  height: 10,
  format: 'png',
  sizeInBytes: 100,
});

it('ends with the figures in the form that programs rely on', () => {
  const records = [record('real', 0.1), record('real', 0.7), record('fake', 0.9)];
  const lines = describeSummary(summarise(records, zones));
  // One of two reals is called fake, and the fake is above both.
  expect(lines.at(-1)).toMatch(
    /^balanced accuracy 0\.750 \[0\.500, 1\.000\], false positives 0\.500, AUC 1\.000, n 3$/,
  );
  expect(lines.join('\n')).toContain('Called fake: a score of 0.6 or more, the alert threshold');
});

it('does not make figures up that a class is missing for', () => {
  const lines = describeSummary(summarise([record('real', 0.1)], zones));
  expect(lines.at(-1)).toBe('balanced accuracy n/a, false positives 0.000, AUC n/a, n 1');
});

it('lists files that could not be judged once, in words', () => {
  const failures = [
    { path: 'real/a.txt', delivery: 'original', code: 'notAPicture', message: '' },
    { path: 'real/a.txt', delivery: 'medium', code: 'undeliverable', message: '' },
    { path: 'fake/b.avif', delivery: 'medium', code: 'undeliverable', message: '' },
  ] as const;
  expect(describeFailures(failures, 2)).toEqual([
    '',
    'Could not be judged: 2 files',
    '  real/a.txt: not a picture',
    '  fake/b.avif: could not be read to be delivered smaller (medium)',
  ]);
  expect(describeFailures([], 2)).toEqual([]);
});

it('names the files that changed', () => {
  expect(describeChanged(new Set(['real/a.png'])).at(-1)).toBe('  real/a.png');
  expect(describeChanged(new Set())).toEqual([]);
});
