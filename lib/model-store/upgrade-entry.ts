import type { CatalogEntry, FakeZone, RealZone, Sensitivity, Zones } from '../verdict/model';

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

/** Brings an entry that was kept by an older version to today's form. */
export function upgradeEntry(entry: CatalogEntry): CatalogEntry {
  const zones: Zones | ZonesV1 = entry.zones;
  return isV1(zones) ? { ...entry, zones: upgradeZones(zones) } : entry;
}

function isV1(zones: Zones | ZonesV1): zones is ZonesV1 {
  return 'n' in zones.real;
}

function upgradeZones({ real, fake }: ZonesV1): Zones {
  return {
    real: upgradeReal(real),
    fake: { cautious: upgradeFake(fake.cautious), alert: upgradeFake(fake.alert) },
  };
}

function upgradeReal({ below, ...measured }: RealZoneV1): RealZone {
  return { below, measured: measured.n > 0 ? measured : null };
}

function upgradeFake({ atLeast, ...measured }: FakeZoneV1): FakeZone {
  return { atLeast, measured: measured.n > 0 ? measured : null };
}
