import type { Worker } from '@playwright/test';

type Mode = 'automatic' | 'hover' | 'click' | 'never';

interface Rules {
  elsewhere: Mode;
  rules: { pattern: string; mode: Mode }[];
}

/** Stores the rules of sites as the options page does. */
export async function setRules(serviceWorker: Worker, rules: Rules): Promise<void> {
  await serviceWorker.evaluate((sites) => chrome.storage.local.set({ sites }), rules);
}

/** Lets pictures be checked on one site and nowhere else. */
export function allowSite(serviceWorker: Worker, pattern: string): Promise<void> {
  const rules = [{ pattern, mode: 'automatic' as const }];
  return setRules(serviceWorker, { elsewhere: 'never', rules });
}
