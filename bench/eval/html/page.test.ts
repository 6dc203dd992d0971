import { describe, expect, it } from 'vitest';
import type { Zones } from '../../../lib/verdict/model';
import type { Evaluation, EvaluationRecord } from '../evaluation';
import { summarise } from '../summary';
import { writePage } from './page';

const zones: Zones = {
  real: { below: 0.3, measured: null },
  fake: {
    cautious: { atLeast: null, measured: null },
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

function evaluate(records: EvaluationRecord[]): Evaluation {
  return {
    version: 1,
    model: { id: 'tiny', revision: 'v1', sha256: 'abcdef' },
    engine: { rung: 'wasm', precision: 'fp32' },
    createdAt: '2026-01-02T03:04:05.000Z',
    folder: 'pictures',
    records,
    failures: [{ path: 'real/broken.png', delivery: 'original', code: 'damaged', message: '' }],
    summary: summarise(records, zones),
  };
}

const write = (records: EvaluationRecord[]) =>
  writePage({
    evaluation: evaluate(records),
    thumbnails: new Map([['real/<b>camera/2.png', 'data:image/webp;base64,AAAA']]),
    modelName: 'Tiny & Co',
  });

const records = [
  record('real/<b>camera/1.png', 0.1),
  record('real/<b>camera/2.png', 0.7),
  record('real/<b>camera/3.png', 0.2),
  record('fake/maker/4.png', 0.9),
];

describe('the page', () => {
  const page = write(records);

  it('says what the figures mean', () => {
    expect(page).toContain('How often Tiny &amp; Co is wrong');
    expect(page).toMatch(/Of 100 real pictures, <b class="fake">33<\/b> are called\s+fake/);
    expect(page).toMatch(/Of 100 fakes, <b>100<\/b> are found/);
    expect(page).toContain('none: no threshold keeps the bound');
  });

  it('asks no server for anything', () => {
    expect(page).not.toMatch(/(src|href)="(?!data:)/);
    expect(page).not.toMatch(/url\(|@import|<script|<link/);
  });

  it('lets no name of a folder become markup', () => {
    expect(page).not.toContain('<b>camera');
    expect(page).toContain('&lt;b&gt;camera');
  });

  it('shows the worst mistakes and lists what could not be judged', () => {
    expect(page).toContain('<img src="data:image/webp;base64,AAAA"');
    expect(page).toMatch(/real\/broken\.png<\/code>[^]*damaged or incomplete/);
  });

  it('draws numbers only', () => {
    expect(page).not.toMatch(/NaN|undefined|null|\[object/);
  });
});

it('can be written for a single class', () => {
  const page = write([record('fake/maker/4.png', 0.9)]);
  expect(page).toContain('Of 100 fakes');
  expect(page).not.toContain('Of 100 real pictures');
  expect(page).not.toMatch(/NaN|undefined|\[object/);
});
