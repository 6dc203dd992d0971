import { expect, it } from 'vitest';
import catalog from '../../models/catalog.json';
import type { CatalogEntry } from '../verdict/model';
import { upgradeEntry } from './upgrade-entry';

const [starter] = catalog.models as unknown as CatalogEntry[];

function kept(n: number): CatalogEntry {
  const figures = { n, source: 'somewhere' };
  const fake = { atLeast: 0.5, falsePositiveRate: 0.1, recall: 0.2, ...figures };
  const zones = {
    real: { below: 0.4, missRate: 0.3, ...figures },
    fake: { cautious: fake, alert: fake },
  };
  return { ...starter, zones } as unknown as CatalogEntry;
}

it('moves the figures of an older entry to where they are kept now', () => {
  expect(upgradeEntry(kept(7)).zones).toMatchObject({
    real: { below: 0.4, measured: { missRate: 0.3, n: 7, source: 'somewhere' } },
    fake: { alert: { atLeast: 0.5, measured: { falsePositiveRate: 0.1, recall: 0.2, n: 7 } } },
  });
});

it('reads no pictures as not measured', () => {
  const { real, fake } = upgradeEntry(kept(0)).zones;
  expect(real).toEqual({ below: 0.4, measured: null });
  expect(fake.cautious).toEqual({ atLeast: 0.5, measured: null });
});

it('leaves an entry of today as it is', () => {
  if (!starter) throw new Error('Expected a model in the catalog, got none');
  expect(upgradeEntry(starter)).toBe(starter);
});
