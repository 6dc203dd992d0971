import { browser } from '../browser';
import { sitesSetting } from '../settings/settings';
import { matchPatternsOf } from '../settings/sites';
import { injectPageScript, pageScript } from './page-script';

const scriptId = 'page';

/** `injectEverywhere`: open tabs of every allowed site get the script, not only those of sites allowed just now. */
interface Synchronisation {
  injectEverywhere: boolean;
}

/**
 * Keeps the content script registered for the allowed sites and for no other, until `signal` aborts. Open tabs of a site
 * that becomes allowed get it at once; those of a site that is switched off watch the setting and clean up themselves.
 */
export function registerSites(signal: AbortSignal): void {
  let last: Promise<void> = Promise.resolve();
  const inTurn = (synchronisation: Synchronisation) => () => {
    last = last.then(() => synchronise(synchronisation)).catch(reportError);
  };
  // An update drops the registration and cuts the content scripts in open tabs off from us.
  const onInstalled = inTurn({ injectEverywhere: true });
  const onChanged = inTurn({ injectEverywhere: false });
  browser.runtime.onInstalled.addListener(onInstalled);
  browser.runtime.onStartup.addListener(onChanged);
  sitesSetting.watch(onChanged, signal);
  signal.addEventListener('abort', () => {
    browser.runtime.onInstalled.removeListener(onInstalled);
    browser.runtime.onStartup.removeListener(onChanged);
  });
}

async function synchronise({ injectEverywhere }: Synchronisation): Promise<void> {
  const wanted = (await sitesSetting.get()).flatMap(matchPatternsOf);
  const registered = await findRegisteredPatterns();
  await register(wanted, registered);
  const fresh = wanted.filter((pattern) => injectEverywhere || !registered?.includes(pattern));
  // Not awaited: a frozen tab may never answer, and must not hold up the next change.
  injectIntoOpenTabs(fresh).catch(reportError);
}

async function findRegisteredPatterns(): Promise<string[] | undefined> {
  const [script] = await browser.scripting.getRegisteredContentScripts({ ids: [scriptId] });
  return script && (script.matches ?? []);
}

async function register(matches: string[], registered: string[] | undefined): Promise<void> {
  const { scripting } = browser;
  const script = { id: scriptId, js: [pageScript], matches, runAt: 'document_idle' } as const;
  const options = { ...script, js: [...script.js], allFrames: false, persistAcrossSessions: true };
  if (matches.length > 0 && registered) return scripting.updateContentScripts([options]);
  if (matches.length > 0) return scripting.registerContentScripts([options]);
  if (registered) return scripting.unregisterContentScripts({ ids: [scriptId] });
}

async function injectIntoOpenTabs(patterns: string[]): Promise<void> {
  if (patterns.length === 0) return;
  const tabs = await browser.tabs.query({ url: patterns, discarded: false });
  const tabIds = tabs.map(({ id }) => id).filter((id) => id !== undefined);
  await Promise.allSettled(tabIds.map((tabId) => injectPageScript({ tabId })));
}
