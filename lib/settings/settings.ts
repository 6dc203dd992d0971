import { storage, type WxtStorageItem } from 'wxt/utils/storage';
import * as v from 'valibot';
import { historyDays, type HistoryDays } from '../verdict/history';
import type { Sensitivity } from '../verdict/model';
import { isSitePattern } from './site-pattern';
import { fromSynced, type SyncedSites } from './synced-sites';
import { defaultRules, migrateSitesToV2, siteModes, type SiteRules, type SitesV1 } from './sites';

/** Which badges a page shows: all of them, or only those that call a picture fake or unsure. */
export type BadgeFilter = 'all' | 'suspicious';

/** The corner of a picture that badges take where the page leaves it free. */
export type BadgeCorner = 'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight';

export type BadgeSize = 'small' | 'medium' | 'large';

/** One stored setting, validated whenever it is read: a bad value reads as its default. */
export interface Setting<Value> {
  get(): Promise<Value>;
  set(value: Value): Promise<void>;
  /** Calls `onChange` after every change, in every context, with what it was `before`, until `signal` aborts. */
  watch(onChange: (value: Value, before: Value) => void, signal: AbortSignal): void;
}

/** What a stored or imported set of rules must be. */
export const siteRulesSchema: v.GenericSchema<unknown, SiteRules> = v.object({
  elsewhere: v.picklist(siteModes),
  rules: v.array(
    v.object({
      pattern: v.pipe(v.string(), v.check(isSitePattern)),
      mode: v.picklist(siteModes),
    }),
  ),
});

/** When pictures are checked on which pages. */
export const sitesSetting = createSetting<SiteRules>({
  key: 'local:sites',
  schema: siteRulesSchema,
  fallback: defaultRules,
  version: 2,
  migrations: { 2: (stored) => migrateSitesToV2(stored as SitesV1 | SiteRules) },
});

/** Whether the rules of sites go with the person's browser account to their other browsers. */
export const siteSyncSetting = createSetting<boolean>({
  key: 'local:siteSync',
  schema: v.boolean(),
  fallback: false,
});

/** Why the rules stay in this browser although they should go to the others: too many of them, or the browser took none. */
export type SiteSyncProblem = 'tooLarge' | 'refused';

export const siteSyncProblemSetting = createSetting<SiteSyncProblem | null>({
  key: 'local:siteSyncProblem',
  schema: v.nullable(v.picklist(['tooLarge', 'refused'])),
  fallback: null,
});

/** The rules that the browser account holds, null while it holds none. */
export const syncedSitesSetting = createSetting<SyncedSites | null>({
  key: 'sync:sites',
  schema: v.nullable(
    v.pipe(
      v.object({
        elsewhere: v.picklist(siteModes),
        ...v.entriesFromList(siteModes, v.array(v.string())),
      }),
      v.check((synced) => v.is(siteRulesSchema, fromSynced(synced))),
    ),
  ),
  fallback: null,
});

export const sensitivitySetting = createSetting<Sensitivity>({
  key: 'local:sensitivity',
  schema: v.picklist(['cautious', 'alert']),
  fallback: 'cautious',
});

export const badgeFilterSetting = createSetting<BadgeFilter>({
  key: 'local:badgeFilter',
  schema: v.picklist(['all', 'suspicious']),
  fallback: 'all',
});

/** Whether pictures are scored from the files that pages show, never from larger ones of the same picture. */
export const ownBytesOnlySetting = createSetting<boolean>({
  key: 'local:ownBytesOnly',
  schema: v.boolean(),
  fallback: false,
});

export const badgeCornerSetting = createSetting<BadgeCorner>({
  key: 'local:badgeCorner',
  schema: v.picklist(['topLeft', 'topRight', 'bottomLeft', 'bottomRight']),
  fallback: 'topLeft',
});

export const badgeSizeSetting = createSetting<BadgeSize>({
  key: 'local:badgeSize',
  schema: v.picklist(['small', 'medium', 'large']),
  fallback: 'medium',
});

/** For how long what was judged is remembered, previews included. */
export const historyDaysSetting = createSetting<HistoryDays>({
  key: 'local:historyDays',
  schema: v.picklist(historyDays),
  fallback: 90,
});

let lastChange: Promise<void> = Promise.resolve();

/** Changes the rules of sites, starting from what they are then: changes at the same time follow each other. */
export function changeSites(change: (rules: SiteRules) => SiteRules): Promise<void> {
  const changed = lastChange.then(async () => sitesSetting.set(change(await sitesSetting.get())));
  lastChange = changed.catch(() => undefined); // Whoever asked for it hears of its failure.
  return changed;
}

interface SettingOptions<Value> {
  key: `${'local' | 'sync'}:${string}`;
  schema: v.GenericSchema<unknown, Value>;
  fallback: Value;
  version?: number;
  /** From the version before to the one named. */
  migrations?: Record<number, (stored: unknown) => unknown>;
}

function createSetting<Value>(options: SettingOptions<Value>): Setting<Value> {
  const { key, schema, fallback, version = 1, migrations } = options;
  const item: WxtStorageItem<unknown, Record<string, unknown>> = storage.defineItem<unknown>(key, {
    fallback,
    version,
    ...(migrations && { migrations }),
  });
  const validate = (value: unknown): Value => {
    const parsed = v.safeParse(schema, value);
    return parsed.success ? parsed.output : fallback;
  };
  return {
    get: async () => validate(await item.getValue()),
    set: (value) => item.setValue(value),
    watch: (onChange, signal) => {
      const stop = item.watch((value, before) => onChange(validate(value), validate(before)));
      signal.addEventListener('abort', stop, { once: true });
    },
  };
}
