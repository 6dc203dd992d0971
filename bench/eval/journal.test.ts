import { appendFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Journal, type JournalEntry } from './journal';

const model = { id: 'tiny', revision: 'v1', sha256: 'ab' };
const createPath = () => join(mkdtempSync(join(tmpdir(), 'candid-journal-')), 'results.jsonl');

const entry: JournalEntry = {
  sha256: 'f0',
  engine: { rung: 'wasm', precision: 'fp32' },
  record: {
    path: 'real/a/1.png',
    label: 'real',
    source: 'a',
    technique: null,
    delivery: 'original',
    score: 0.25,
    logit: -1.0986,
    width: 64,
    height: 48,
    format: 'png',
    sizeInBytes: 900,
  },
};
const key = { path: 'real/a/1.png', delivery: 'original', sha256: 'f0' } as const;

it('remembers what was judged when it is opened again', () => {
  const path = createPath();
  Journal.open(path, model).add(entry);
  const again = Journal.open(path, model);
  expect(again.find(key)).toEqual(entry);
  expect(again.engine).toEqual(entry.engine);
  expect(again.setAside).toBeUndefined();
});

it('does not take another file of the same name, or another delivery, for the same', () => {
  const journal = Journal.open(createPath(), model);
  journal.add(entry);
  expect(journal.find({ ...key, sha256: '0f' })).toBeUndefined();
  expect(journal.isChanged({ ...key, sha256: '0f' })).toBe(true);
  expect(journal.isChanged(key)).toBe(false);
  expect(journal.find({ ...key, delivery: 'medium' })).toBeUndefined();
});

it('forgets a line that was not written to its end, and goes on', () => {
  const path = createPath();
  Journal.open(path, model).add(entry);
  appendFileSync(path, JSON.stringify(entry).slice(0, 80));
  const again = Journal.open(path, model);
  expect(again.size).toBe(1);
  again.add({ ...entry, record: { ...entry.record, delivery: 'medium' } });
  expect(Journal.open(path, model).size).toBe(2);
});

it('sets results of another model aside', () => {
  const path = createPath();
  Journal.open(path, model).add(entry);
  const before = readFileSync(path, 'utf8');
  const other = Journal.open(path, { ...model, sha256: 'cd' });
  expect(other.setAside).toBe('otherModel');
  expect(other.size).toBe(0);
  expect(readFileSync(`${path}.before`, 'utf8')).toBe(before);
});

it('sets aside what it cannot read, and does not lose it', () => {
  const path = createPath();
  writeFileSync(path, 'my diary');
  expect(Journal.open(path, model).setAside).toBe('unreadable');
  expect(existsSync(`${path}.before`)).toBe(true);
});
