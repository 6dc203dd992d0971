import { deliveries, type Delivery } from '../../lib/verdict/delivery.ts';
import type { Measured, Provenance, Sample } from '../../lib/verdict/measured.ts';
import type { Zones } from '../../lib/verdict/model.ts';
import { bounds, fakeShareOf, type ChosenZones, type Zone } from './choose-zones.ts';
import { sharesOf, type Call } from './leave-out.ts';

/** The zones as the catalog keeps them: thresholds, bounds, and what was measured on sources that were left out. */
export function describeZones(chosen: ChosenZones, provenance: Provenance): Zones {
  const describeFake = (zone: Zone | null, bound: { falsePositiveRate: number }) => ({
    atLeast: zone?.threshold ?? null,
    bound,
    measured: zone && measure(zone.calls, fakeRatesOf, provenance),
  });
  const { real, cautious, alert } = chosen;
  return {
    real: {
      below: real?.threshold ?? null,
      bound: bounds.real,
      measured: real && measure(real.calls, realRatesOf, provenance),
    },
    fake: {
      cautious: describeFake(cautious, bounds.cautious),
      alert: describeFake(alert, bounds.alert),
    },
  };
}

type RatesOf<Rates> = (calls: readonly Call[]) => Rates | undefined;

function fakeRatesOf(calls: readonly Call[]) {
  const shares = sharesOf(calls);
  return shares && { falsePositiveRate: round(shares.real), recall: round(shares.fake) };
}

function realRatesOf(calls: readonly Call[]) {
  const shares = sharesOf(calls);
  const fakeShare = fakeShareOf(calls);
  return (
    shares && {
      missRate: round(shares.fake),
      fakeShare: fakeShare === undefined ? null : round(fakeShare),
    }
  );
}

function measure<Rates>(
  calls: readonly Call[],
  ratesOf: RatesOf<Rates>,
  provenance: Provenance,
): Measured<Rates> | null {
  const rates = ratesOf(calls);
  if (!rates) return null;
  const byDelivery = Object.fromEntries(
    deliveries.map((delivery) => [delivery, sampleOf(calls, delivery, ratesOf)]),
  ) as Record<Delivery, (Rates & Sample) | null>;
  return { ...rates, n: countPictures(calls), ...provenance, byDelivery };
}

function sampleOf<Rates>(
  calls: readonly Call[],
  delivery: Delivery,
  ratesOf: RatesOf<Rates>,
): (Rates & Sample) | null {
  const own = calls.filter(({ picture }) => picture.delivery === delivery);
  const rates = ratesOf(own);
  return rates ? { ...rates, n: countPictures(own) } : null;
}

/** One picture in several deliveries counts once. */
function countPictures(calls: readonly Call[]): number {
  return new Set(calls.map(({ picture }) => picture.path)).size;
}

/** Rates are written with as many decimals as a few thousand pictures can tell. */
function round(rate: number): number {
  return Number(rate.toFixed(4));
}
