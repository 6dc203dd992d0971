import { expect, it } from 'vitest';
import type { Zones } from '../../lib/verdict/model';
import { writeReport } from './card';
import type { Evaluation, EvaluationRecord } from './evaluation';
import { summarise } from './summary';

const zones: Zones = {
  real: { below: 0.3, measured: null },
  fake: {
    cautious: { atLeast: 0.8, measured: null },
    alert: { atLeast: 0.6, measured: null },
  },
};

const record = (path: string, score: number): EvaluationRecord => ({
  path,
  label: path.startsWith('real') ? 'real' : 'fake',
  source: path.split('/')[1] ?? '',
  technique: null,
  delivery: 'original',
  score,
  logit: 0,
  width: 10,
  height: 10,
  format: 'png',
  sizeInBytes: 100,
});

const records = [
  record('real/one/a.png', 0.1),
  record('real/one/b.png', 0.7),
  record('fake/two|three/c.png', 0.9),
];

const evaluation: Evaluation = {
  version: 1,
  model: { id: 'tiny', revision: 'v1', sha256: 'abcdef' },
  engine: { rung: 'wasm', precision: 'fp32' },
  createdAt: '2026-01-02T03:04:05.000Z',
  folder: 'pictures',
  records,
  failures: [{ path: 'real/broken.png', delivery: 'original', code: 'damaged', message: '' }],
  summary: summarise(records, zones),
};

const page = `# Tiny

<!-- report of other: of another model -->

stays

<!-- /report -->

<!-- report of tiny: written by "eval <folder>" -->

stale

<!-- /report -->

after`;

it('writes the report where the card has its place, and nothing else', () => {
  const written = writeReport(page, evaluation);
  expect(written).toContain('-->\n\nstays\n\n<!-- /report -->');
  expect(written).not.toContain('stale');
  expect(written.startsWith('# Tiny\n')).toBe(true);
  expect(written.endsWith('<!-- /report -->\n\nafter')).toBe(true);
  expect(writeReport(written, evaluation)).toBe(written);
});

it('tells every figure with its interval, and how many pictures are behind it', () => {
  const written = writeReport(page, evaluation);
  // One of two reals is called fake at 0.6, none at 0.8; the fake is above both.
  expect(written).toContain('`npm run eval -- pictures --model tiny`, 2026-01-02, on wasm in fp32');
  expect(written).toContain('n 3 (2 real, 1 fake; files that could not be judged: 1)');
  expect(written).toMatch(
    /^\| original \| 3 \| 0\.750 \[0\.500, 1\.000\] \| 1\.000 .*\| 0\.000 \| 1\.000 \| 0\.500 \| 1\.000 \|$/m,
  );
  expect(written).toMatch(/^\| two\\\|three \| 1 \| n\/a \|/m);
});

it('says so where the card has no place for it', () => {
  const other = { ...evaluation, model: { ...evaluation.model, id: 'absent' } };
  expect(() => writeReport(page, other)).toThrow(/report of absent/);
});
