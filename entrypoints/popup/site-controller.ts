import type { SiteState } from '../../components/SiteSwitch';
import { browser } from '../../lib/browser';
import { sitesSetting } from '../../lib/settings/settings';
import { findSite, isAllowed } from '../../lib/settings/sites';

/** Sites that browsers keep closed to every extension, although their addresses look like any other. */
const closedSites = ['chromewebstore.google.com', 'addons.mozilla.org'];

/** Calls `onSite` with the site of a tab and its rule, now and whenever one of them changes. */
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
  void tell();
}

async function readSite(tabId: number): Promise<SiteState> {
  const url = await findTabUrl(tabId);
  const site = findSite(url);
  if (site === undefined || closedSites.includes(site)) return { status: 'closed' };
  return { status: 'open', site, allowed: isAllowed(await sitesSetting.get(), url) };
}

/** Undefined for a tab that is closed by now, and for pages whose address the browser keeps to itself. */
async function findTabUrl(tabId: number): Promise<string | undefined> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  return tab?.url;
}
