import type { CatalogEntry, Zones } from '../verdict/model';

/** Nobody has measured such a model: a picture is called fake where the model itself leans to it. */
const unmeasured: Zones = {
  real: { below: 0.5, measured: null },
  fake: { cautious: { atLeast: 0.5, measured: null }, alert: { atLeast: 0.5, measured: null } },
};

type Known = Omit<CatalogEntry, 'folder' | 'zones' | 'smallest' | 'standing'>;

/** A model that nobody has checked, as an entry like those of the catalog. */
export function describeUnverified(known: Known): CatalogEntry {
  return { ...known, folder: null, zones: unmeasured, smallest: null, standing: 'unverified' };
}
