import type { FakeZone, RealZone, Sensitivity } from '../../lib/verdict/model.ts';
import type { Calibration } from './write-catalog.ts';

/** What a calibration changes of a model, a line each. */
export function describeChanges(before: Calibration, after: Calibration): string[] {
  return [
    change('real', describeReal(before.zones.real), describeReal(after.zones.real)),
    ...(['cautious', 'alert'] as const).map((sensitivity) =>
      change(
        `fake, ${sensitivity}`,
        describeFake(before, sensitivity),
        describeFake(after, sensitivity),
      ),
    ),
    change('too small', describeSmallest(before), describeSmallest(after)),
  ];
}

function change(name: string, before: string, after: string): string {
  const label = `${name}:`.padEnd(16);
  return before === after ? `${label}${after} (as before)` : `${label}${after} (was ${before})`;
}

function describeReal({ below, measured }: RealZone): string {
  if (below === null) return 'nothing';
  if (!measured) return `below ${below}, not measured`;
  const share = measured.fakeShare === null ? '' : `, ${percent(measured.fakeShare)} of it fake`;
  return `below ${below}, ${percent(measured.missRate)} of fakes${share}, n ${measured.n}`;
}

function describeFake({ zones }: Calibration, sensitivity: Sensitivity): string {
  const { atLeast, measured }: FakeZone = zones.fake[sensitivity];
  if (atLeast === null) return 'nothing';
  if (!measured) return `from ${atLeast}, not measured`;
  const { falsePositiveRate, recall, n } = measured;
  return `from ${atLeast}, ${percent(falsePositiveRate)} of reals, ${percent(recall)} of fakes, n ${n}`;
}

function describeSmallest({ smallest }: Calibration): string {
  return smallest ? `below ${smallest.shortSide} px` : 'nothing';
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}
