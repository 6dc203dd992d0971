import type { Tabs } from 'webextension-polyfill';
import { browser } from '../browser';
import { translate } from '../language/translate';
import { send } from '../messaging/send';
import { changeSites, sitesSetting } from '../settings/settings';
import { findMode, findPatternToChange, withRule } from '../settings/sites';
import { injectPageScript } from './page-script';

const saidMs = 2500;

/** Answers the keys that the manifest's `commands` name. Where a page is closed to us, the popup opens and says why. */
export function serveShortcuts(): void {
  browser.commands.onCommand.addListener((name, tab) => {
    if (name === 'check-page') void orExplain(() => checkPage(tab), tab);
    if (name === 'toggle-site') void orExplain(() => toggleSite(tab), tab);
  });
}

async function checkPage(tab: Tabs.Tab | undefined): Promise<void> {
  if (tab?.id === undefined) throw new TypeError('Expected a tab, got none');
  await injectPageScript({ tabId: tab.id });
  await send('page', 'checkPage', {}, { tabId: tab.id });
}

/** Off is `never`; on is what is done elsewhere, or automatic where that is nothing. */
async function toggleSite(tab: Tabs.Tab | undefined): Promise<void> {
  const rules = await sitesSetting.get();
  const pattern = tab?.url && findPatternToChange(rules, tab.url);
  if (!pattern) throw new TypeError(`Expected a page of the web, got ${tab?.url}`);
  const modeOn = rules.elsewhere === 'never' ? 'automatic' : rules.elsewhere;
  const mode = findMode(rules, tab.url) === 'never' ? modeOn : 'never';
  await changeSites((latest) => withRule(latest, { pattern, mode }));
  await say(translate(mode === 'never' ? 'shortcut_off' : 'shortcut_on'), tab.id);
}

async function orExplain(act: () => Promise<void>, tab: Tabs.Tab | undefined): Promise<void> {
  try {
    await act();
  } catch {
    await openPopup(tab);
  }
}

async function openPopup(tab: Tabs.Tab | undefined): Promise<void> {
  const window = tab?.windowId === undefined ? {} : { windowId: tab.windowId };
  try {
    await browser.action.openPopup(window);
  } catch {
    // Windows without a toolbar have no place for it.
  }
}

/** A word on the toolbar button, for a moment: the page itself may show nothing new. */
async function say(text: string, tabId: number | undefined): Promise<void> {
  if (tabId === undefined) return;
  const clear = () => {
    // The tab may be closed by then, and its button with it.
    browser.action.setBadgeText({ tabId, text: '' }).catch(() => undefined);
  };
  await browser.action.setBadgeText({ tabId, text });
  setTimeout(clear, saidMs);
}
