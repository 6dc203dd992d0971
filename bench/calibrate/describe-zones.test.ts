import { expect, it } from 'vitest';
import type { ChosenZones } from './choose-zones.ts';
import { describeZones } from './describe-zones.ts';
import type { Call } from './leave-out.ts';

const provenance = { date: '2026-11-23', source: '2 sources in a test' };

interface Calls {
  label: 'real' | 'fake';
  delivery: 'original' | 'thumbnail';
  /** For each picture, whether it is called. */
  called: boolean[];
}

const callsOf = ({ label, delivery, called }: Calls): Call[] =>
  called.map((isCalled, i) => ({
    picture: { path: `${label}/${i}`, label, source: 'A', score: 0.5, delivery },
    isCalled,
  }));

const [yes, no] = [true, false];

const calls = [
  ...callsOf({ label: 'real', delivery: 'original', called: [yes, no, no] }),
  ...callsOf({ label: 'fake', delivery: 'original', called: [yes, yes, no, no] }),
  ...callsOf({ label: 'real', delivery: 'thumbnail', called: [yes, yes, no] }),
  ...callsOf({ label: 'fake', delivery: 'thumbnail', called: [yes, no, no, no] }),
];

const zone = { threshold: 0.7, withoutSource: new Map(), calls };

it('tells of each zone what was measured over all and by delivery, counting pictures once', () => {
  const chosen: ChosenZones = { cautious: zone, alert: zone, real: zone };
  const { fake, real } = describeZones(chosen, provenance);
  expect(fake.cautious).toEqual({
    atLeast: 0.7,
    bound: { falsePositiveRate: 0.05 },
    measured: {
      falsePositiveRate: 0.5, // 3 of 6
      recall: 0.375, // 3 of 8
      n: 7,
      ...provenance,
      byDelivery: {
        original: { falsePositiveRate: 0.3333, recall: 0.5, n: 7 },
        medium: null,
        thumbnail: { falsePositiveRate: 0.6667, recall: 0.25, n: 7 },
        screenshot: null,
      },
    },
  });
  expect(real.bound).toEqual({ fakeShare: 0.2 });
  expect(real.measured).toMatchObject({
    missRate: 0.375,
    fakeShare: 0.4286, // 0.375 of fakes and 0.5 of reals: 0.375 / 0.875
    byDelivery: { original: { missRate: 0.5, fakeShare: 0.6, n: 7 } },
  });
});

it('says of an empty zone which bound it cannot keep', () => {
  const { fake, real } = describeZones({ cautious: null, alert: zone, real: null }, provenance);
  expect(fake.cautious).toEqual({
    atLeast: null,
    bound: { falsePositiveRate: 0.05 },
    measured: null,
  });
  expect(real).toEqual({ below: null, bound: { fakeShare: 0.2 }, measured: null });
});
