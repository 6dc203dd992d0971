import { browser } from '../browser';
import { sitesSetting } from '../settings/settings';
import { findReach, type Reach } from '../settings/sites';
import { injectPageScript, pageScript } from './page-script';

const scriptId = 'page';

/**
 * Keeps the content script registered where the rules of sites leave it something to do and nowhere else, until `signal`
 * aborts. Open tabs that come within its reach get it at once; those where the rules change watch the setting themselves.
 */
export function registerSites(signal: AbortSignal): void {
  let last: Promise<void> = Promise.resolve();
  const inTurn = (task: () => Promise<void>) => {
    last = last.then(task).catch(reportError);
  };
  // An update drops the registration and cuts the content scripts in open tabs off from us.
  const onInstalled = () => inTurn(() => synchronise(undefined));
  const onStartup = () => inTurn(async () => synchronise(await findRegisteredReach()));
  browser.runtime.onInstalled.addListener(onInstalled);
  browser.runtime.onStartup.addListener(onStartup);
  // Where the browser withheld access until now, a registered script did not run either.
  browser.permissions.onAdded.addListener(onInstalled);
  sitesSetting.watch((_, before) => inTurn(() => synchronise(findReach(before))), signal);
  signal.addEventListener('abort', () => {
    browser.runtime.onInstalled.removeListener(onInstalled);
    browser.runtime.onStartup.removeListener(onStartup);
    browser.permissions.onAdded.removeListener(onInstalled);
  });
}

/**
 * `before` is where open tabs have the script already. What is registered does not tell that: the service worker of
 * private windows, which sees their tabs alone, shares the registration and may have changed it first.
 */
async function synchronise(before: Reach | undefined): Promise<void> {
  const reachedBefore = before ? await findOpenTabs(before) : [];
  const wanted = findReach(await sitesSetting.get());
  // A second attempt, because the other service worker may have come in between.
  await register(wanted).catch(() => register(wanted));
  const reached = await findOpenTabs(wanted);
  // Not awaited: a frozen tab may never answer, and must not hold up the next change.
  inject(reached.filter((tabId) => !reachedBefore.includes(tabId))).catch(reportError);
}

async function findRegisteredReach(): Promise<Reach | undefined> {
  const [script] = await browser.scripting.getRegisteredContentScripts({ ids: [scriptId] });
  return script && { matches: script.matches ?? [], excludeMatches: script.excludeMatches ?? [] };
}

async function register(reach: Reach): Promise<void> {
  const { scripting } = browser;
  const isRegistered = (await findRegisteredReach()) !== undefined;
  const script = { id: scriptId, js: [pageScript], ...reach, runAt: 'document_idle' } as const;
  const options = { ...script, js: [...script.js], allFrames: false, persistAcrossSessions: true };
  if (reach.matches.length > 0 && isRegistered) return scripting.updateContentScripts([options]);
  if (reach.matches.length > 0) return scripting.registerContentScripts([options]);
  if (isRegistered) return scripting.unregisterContentScripts({ ids: [scriptId] });
}

async function findOpenTabs({ matches, excludeMatches }: Reach): Promise<number[]> {
  const [within, excluded] = await Promise.all([queryTabs(matches), queryTabs(excludeMatches)]);
  return within.filter((tabId) => !excluded.includes(tabId));
}

async function queryTabs(patterns: string[]): Promise<number[]> {
  if (patterns.length === 0) return [];
  const tabs = await browser.tabs.query({ url: patterns, discarded: false });
  return tabs.map(({ id }) => id).filter((id) => id !== undefined);
}

async function inject(tabIds: number[]): Promise<void> {
  await Promise.allSettled(tabIds.map((tabId) => injectPageScript({ tabId })));
}
