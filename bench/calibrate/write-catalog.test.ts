import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { Catalog } from '../../models/packaging/build-catalog.ts';
import { describeChanges } from './describe-changes.ts';
import { writeCalibration, type Calibration } from './write-catalog.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../models/catalog.json'), 'utf8');
const before = JSON.parse(text) as Catalog;
const [first, second] = before.models;

const calibration: Calibration = {
  zones: {
    real: { below: 0.1, bound: { fakeShare: 0.2 }, measured: null },
    fake: {
      cautious: { atLeast: null, bound: { falsePositiveRate: 0.05 }, measured: null },
      alert: {
        atLeast: 0.9,
        bound: { falsePositiveRate: 0.2 },
        measured: {
          falsePositiveRate: 0.1,
          recall: 0.2,
          n: 8,
          date: '2026-11-23',
          source: 'a test',
          byDelivery: { original: null, medium: null, thumbnail: null, screenshot: null },
        },
      },
    },
  },
  smallest: null,
};

function copyCatalog(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'candid-calibrate-')), 'catalog.json');
  writeFileSync(path, text);
  return path;
}

it('writes zones and smallest size of one model into the catalog, and nothing else', async () => {
  if (!first) throw new Error('Expected a model in the catalog, got none');
  const path = copyCatalog();
  await writeCalibration(path, first.id, calibration);
  const after = JSON.parse(readFileSync(path, 'utf8')) as Catalog;
  expect(after).toEqual({ ...before, models: [{ ...first, ...calibration }, second] });
});

it('formats the catalog as it is formatted in the repository', async () => {
  if (!first) throw new Error('Expected a model in the catalog, got none');
  const path = copyCatalog();
  await writeCalibration(path, first.id, first);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

it('refuses a model that the catalog does not have', async () => {
  await expect(writeCalibration(copyCatalog(), 'nobody', calibration)).rejects.toThrow('nobody');
});

it('tells what changed, empty zones included', () => {
  const alert = calibration.zones.fake.alert;
  const zones = { ...calibration.zones, fake: { cautious: alert, alert } };
  expect(describeChanges({ ...calibration, zones }, calibration)).toEqual([
    'real:           below 0.1, not measured (as before)',
    'fake, cautious: nothing (was from 0.9, 10.0 % of reals, 20.0 % of fakes, n 8)',
    'fake, alert:    from 0.9, 10.0 % of reals, 20.0 % of fakes, n 8 (as before)',
    'too small:      nothing (as before)',
  ]);
});
