import { expect, it } from 'vitest';
import { quoteFor, type Measured, type RealRates } from './measured';

const measured: Measured<RealRates> = {
  missRate: 0.3,
  fakeShare: 0.2,
  n: 100,
  date: '2026-11-23',
  source: 'a test',
  byDelivery: {
    original: { missRate: 0.1, fakeShare: 0.05, n: 40 },
    medium: null,
    thumbnail: null,
    screenshot: null,
  },
};

it('quotes the rates of the delivery, with the date and source of the whole', () => {
  expect(quoteFor(measured, 'original')).toMatchObject({
    missRate: 0.1,
    n: 40,
    date: '2026-11-23',
    source: 'a test',
    isOfDelivery: true,
  });
});

it('quotes the rates of all where the delivery was not measured apart, and says so', () => {
  expect(quoteFor(measured, 'thumbnail')).toMatchObject({
    missRate: 0.3,
    n: 100,
    isOfDelivery: false,
  });
});

it('quotes nothing where nothing was measured', () => {
  expect(quoteFor(null, 'original')).toBeNull();
});
