import type { SiteState } from '../../../components/popup/SiteChoice';
import { hasAccess, hasFullAccess, watchAccess } from '../../access/site-access';
import { browser } from '../../browser';
import { sitesSetting } from '../../settings/settings';
import { findMode, findPatternToChange, findSite } from '../../settings/sites';

/** Sites that browsers keep closed to every extension, although their addresses look like any other. */
const closedSites = ['chromewebstore.google.com', 'addons.mozilla.org'];

/** Calls `onSite` with the site of a tab and its rule, now and whenever one of them or the browser's leave changes. */
export function watchSite(
  tabId: number,
  onSite: (site: SiteState) => void,
  signal: AbortSignal,
): void {
  const tell = async () => onSite(await readSite(tabId));
  const onUpdated = (updatedId: number, { url }: { url?: string }) => {
    if (updatedId === tabId && url !== undefined) void tell();
  };
  browser.tabs.onUpdated.addListener(onUpdated);
  signal.addEventListener('abort', () => browser.tabs.onUpdated.removeListener(onUpdated));
  sitesSetting.watch(() => void tell(), signal);
  watchAccess(() => void tell(), signal);
  void tell();
}

async function readSite(tabId: number): Promise<SiteState> {
  const url = await findTabUrl(tabId);
  // Browsers tell no addresses of pages from which they keep us.
  if (url === undefined) return { status: (await hasFullAccess()) ? 'closed' : 'hidden' };
  const rules = await sitesSetting.get();
  const site = findPatternToChange(rules, url);
  if (site === undefined || closedSites.includes(findSite(url) ?? '')) return { status: 'closed' };
  return { status: 'open', site, mode: findMode(rules, url), withheld: await findWithheld(url) };
}

async function findWithheld(url: string): Promise<'page' | 'pictures' | undefined> {
  if (!(await hasAccess(url))) return 'page';
  return (await hasFullAccess()) ? undefined : 'pictures';
}

/** Undefined for a tab that is closed by now, and for pages whose address the browser keeps to itself. */
async function findTabUrl(tabId: number): Promise<string | undefined> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  return tab?.url;
}
