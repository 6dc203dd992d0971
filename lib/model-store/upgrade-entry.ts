import type { Delivery } from '../verdict/delivery';
import type { FakeRates, Measured, RealRates } from '../verdict/measured';
import type { CatalogEntry, Sensitivity, Zones } from '../verdict/model';

/** Until November 2026, figures stood beside the thresholds, and an `n` of 0 said that there are none. */
interface FiguresV1 {
  n: number;
  source: string;
}
type RealZoneV1 = FiguresV1 & { below: number; missRate: number };
type FakeZoneV1 = FiguresV1 & { atLeast: number; falsePositiveRate: number; recall: number };

interface ZonesV1 {
  real: RealZoneV1;
  fake: Record<Sensitivity, FakeZoneV1>;
}

/** Then they had neither a date nor a delivery, and no picture was too small. */
interface RealZoneV2 {
  below: number;
  measured: (FiguresV1 & { missRate: number }) | null;
}
interface FakeZoneV2 {
  atLeast: number;
  measured: (FiguresV1 & { falsePositiveRate: number; recall: number }) | null;
}

interface ZonesV2 {
  real: RealZoneV2;
  fake: Record<Sensitivity, FakeZoneV2>;
}

/** An entry as one version of Candid or another kept it. */
export type KeptEntry = Omit<CatalogEntry, 'zones' | 'smallest'> & {
  zones: Zones | ZonesV1 | ZonesV2;
  smallest?: CatalogEntry['smallest'];
};

/** Brings an entry that was kept by an older version to today's form. */
export function upgradeEntry(entry: KeptEntry): CatalogEntry {
  if (isOfToday(entry)) return entry;
  const zones = entry.zones as ZonesV1 | ZonesV2;
  return { ...entry, zones: upgradeV2(isV1(zones) ? upgradeV1(zones) : zones), smallest: null };
}

function isOfToday(entry: KeptEntry): entry is CatalogEntry {
  return entry.smallest !== undefined;
}

function isV1(zones: ZonesV1 | ZonesV2): zones is ZonesV1 {
  return 'n' in zones.real;
}

/** Moves the figures to where they are kept beside each other. */
export function upgradeV1({ real, fake }: ZonesV1): ZonesV2 {
  const { below, ...rates } = real;
  const upgradeFake = ({ atLeast, ...measured }: FakeZoneV1): FakeZoneV2 => ({
    atLeast,
    measured: measured.n > 0 ? measured : null,
  });
  return {
    real: { below, measured: rates.n > 0 ? rates : null },
    fake: { cautious: upgradeFake(fake.cautious), alert: upgradeFake(fake.alert) },
  };
}

/** Says of the figures what was not known of them: when they were measured, and on which deliveries. */
export function upgradeV2({ real, fake }: ZonesV2): Zones {
  const { below, measured } = real;
  const rates = measured && { ...measured, fakeShare: null };
  const upgradeFake = ({ atLeast, measured }: FakeZoneV2) => ({
    atLeast,
    measured: measured && withoutDeliveries<FakeRates>(measured),
  });
  return {
    real: { below, measured: rates && withoutDeliveries<RealRates>(rates) },
    fake: { cautious: upgradeFake(fake.cautious), alert: upgradeFake(fake.alert) },
  };
}

const noDelivery: Record<Delivery, null> = {
  original: null,
  medium: null,
  thumbnail: null,
  screenshot: null,
};

function withoutDeliveries<Rates>(figures: Rates & FiguresV1): Measured<Rates> {
  return { ...figures, date: null, byDelivery: noDelivery };
}
