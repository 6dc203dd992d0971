import { expect, it } from 'vitest';
import catalog from '../../models/catalog.json';
import type { CatalogEntry } from '../verdict/model';
import { upgradeEntry, type KeptEntry } from './upgrade-entry';

const [starter] = catalog.models as unknown as [CatalogEntry];
const notByDelivery = { original: null, medium: null, thumbnail: null, screenshot: null };

/** An entry without what older versions did not know. */
function keptWith(zones: unknown): KeptEntry {
  const kept = { ...starter, zones };
  return JSON.parse(JSON.stringify({ ...kept, smallest: undefined })) as KeptEntry;
}

function keptByFirst(n: number): KeptEntry {
  const figures = { n, source: 'somewhere' };
  const fake = { atLeast: 0.5, falsePositiveRate: 0.1, recall: 0.2, ...figures };
  const real = { below: 0.4, missRate: 0.3, ...figures };
  return keptWith({ real, fake: { cautious: fake, alert: fake } });
}

it('moves the figures of the first version to where they are kept now', () => {
  const { zones, smallest } = upgradeEntry(keptByFirst(7));
  const known = { n: 7, source: 'somewhere', date: null, byDelivery: notByDelivery };
  expect(zones.real).toEqual({
    below: 0.4,
    measured: { missRate: 0.3, fakeShare: null, ...known },
  });
  const measured = { falsePositiveRate: 0.1, recall: 0.2, ...known };
  expect(zones.fake.alert).toEqual({ atLeast: 0.5, measured });
  expect(smallest).toBeNull();
});

it('reads no pictures as not measured', () => {
  const { real, fake } = upgradeEntry(keptByFirst(0)).zones;
  expect(real).toEqual({ below: 0.4, measured: null });
  expect(fake.cautious).toEqual({ atLeast: 0.5, measured: null });
});

it('says of undated figures that nobody knows their date and deliveries', () => {
  const measured = { falsePositiveRate: 0.1, recall: 0.2, n: 7, source: 'somewhere' };
  const fake = { cautious: { atLeast: 0.5, measured }, alert: { atLeast: 0.3, measured: null } };
  const { zones } = upgradeEntry(keptWith({ real: { below: 0.4, measured: null }, fake }));
  expect(zones.real).toEqual({ below: 0.4, measured: null });
  expect(zones.fake).toEqual({
    cautious: { atLeast: 0.5, measured: { ...measured, date: null, byDelivery: notByDelivery } },
    alert: { atLeast: 0.3, measured: null },
  });
});

it('leaves an entry of today as it is', () => {
  expect(upgradeEntry(starter)).toBe(starter);
});
