import { siteModes, type SiteMode, type SiteRules } from './sites';

/** The rules as they fit best into the one item that a browser account takes: what is alike stands together, in order. */
export type SyncedSites = { elsewhere: SiteMode } & Record<SiteMode, string[]>;

/** What one item of the account may hold, its key included (`QUOTA_BYTES_PER_ITEM` of `storage.sync`). */
export const syncedSitesLimitInBytes = 8192;

export function toSynced({ elsewhere, rules }: SiteRules): SyncedSites {
  const patternsOf = (wanted: SiteMode) =>
    rules
      .filter(({ mode }) => mode === wanted)
      .map(({ pattern }) => pattern)
      .toSorted();
  return {
    elsewhere,
    automatic: patternsOf('automatic'),
    hover: patternsOf('hover'),
    click: patternsOf('click'),
    never: patternsOf('never'),
  };
}

export function fromSynced(synced: SyncedSites): SiteRules {
  const rules = siteModes.flatMap((mode) => synced[mode].map((pattern) => ({ pattern, mode })));
  return { elsewhere: synced.elsewhere, rules };
}

/** Whether two sets of rules say the same, in whatever order. */
export function saySame(a: SiteRules, b: SiteRules): boolean {
  return JSON.stringify(toSynced(a)) === JSON.stringify(toSynced(b));
}

/** Whether the account can take the rules. */
export function fitsAccount(synced: SyncedSites): boolean {
  const sizeInBytes = new TextEncoder().encode(`sites${JSON.stringify(synced)}`).length;
  return sizeInBytes <= syncedSitesLimitInBytes;
}
