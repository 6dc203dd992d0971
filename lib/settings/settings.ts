import { storage, type WxtStorageItem } from 'wxt/utils/storage';
import * as v from 'valibot';
import type { Sensitivity } from '../verdict/model';
import { defaultSites, isSite } from './sites';

/** Which badges a page shows: all of them, or only those that call a picture fake or unsure. */
export type BadgeFilter = 'all' | 'suspicious';

/** One stored setting, validated whenever it is read: a bad value reads as its default. */
export interface Setting<Value> {
  get(): Promise<Value>;
  set(value: Value): Promise<void>;
  /** Calls `onChange` after every change, in every context, until `signal` aborts. */
  watch(onChange: (value: Value) => void, signal: AbortSignal): void;
}

/** Hostnames (see `findSite`) on which badges appear by themselves. */
export const sitesSetting = createSetting<string[]>({
  key: 'local:sites',
  schema: v.array(v.pipe(v.string(), v.check(isSite))),
  fallback: defaultSites,
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

/** Adds or removes one site from the allowed ones. */
export async function setSiteAllowed(site: string, allowed: boolean): Promise<void> {
  const others = (await sitesSetting.get()).filter((other) => other !== site);
  await sitesSetting.set(allowed ? [...others, site] : others);
}

interface SettingOptions<Value> {
  key: `local:${string}`;
  schema: v.GenericSchema<unknown, Value>;
  fallback: Value;
}

function createSetting<Value>({ key, schema, fallback }: SettingOptions<Value>): Setting<Value> {
  const item: WxtStorageItem<unknown, Record<string, unknown>> = storage.defineItem<unknown>(key, {
    fallback,
    version: 1,
  });
  const validate = (value: unknown): Value => {
    const parsed = v.safeParse(schema, value);
    return parsed.success ? parsed.output : fallback;
  };
  return {
    get: async () => validate(await item.getValue()),
    set: (value) => item.setValue(value),
    watch: (onChange, signal) => {
      const stop = item.watch((value) => onChange(validate(value)));
      signal.addEventListener('abort', stop, { once: true });
    },
  };
}
