import type { Menus, Tabs } from 'webextension-polyfill';
import { browser } from '../browser';
import { translate } from '../language/translate';
import { send } from '../messaging/send';
import { injectPageScript } from './page-script';

const itemId = 'checkImage';

/** Everything on a page; not our own toolbar button, where there is no picture. */
const contexts: Menus.ContextType[] = [
  'page',
  'frame',
  'selection',
  'link',
  'editable',
  'image',
  'video',
  'audio',
];

/** Offers "Check this image" wherever a person right-clicks a page: pictures hide under links, overlays and backgrounds. */
export function offerMenu(): void {
  // A private window runs its own service worker (incognito "split"), and that one hears of no installation.
  createItem();
  browser.runtime.onInstalled.addListener(() => void renewItem());
  browser.contextMenus.onClicked.addListener((click, tab) => {
    if (click.menuItemId === itemId) void answerClick(click, tab);
  });
}

/** Where the item is there already, Chrome reports an error that reading it keeps quiet. */
function createItem(): void {
  const item = { id: itemId, title: translate('menu_checkImage'), contexts };
  browser.contextMenus.create(item, () => browser.runtime.lastError);
}

/** The title of an earlier version, or in an earlier language, goes. */
async function renewItem(): Promise<void> {
  await browser.contextMenus.removeAll();
  createItem();
}

async function answerClick(click: Menus.OnClickData, tab: Tabs.Tab | undefined): Promise<void> {
  try {
    await checkInFrame(click, tab);
  } catch {
    // No script may run in this page, or none answers there: the check goes on in a page of ours.
    await openCheckPage(click, tab);
  }
}

async function checkInFrame(click: Menus.OnClickData, tab: Tabs.Tab | undefined): Promise<void> {
  if (tab?.id === undefined) throw new TypeError('Expected a click in a tab, got one elsewhere');
  const frame = { tabId: tab.id, frameId: click.frameId ?? 0 };
  await injectPageScript(frame);
  await send('page', 'checkImage', { srcUrl: click.srcUrl ?? null }, frame);
}

async function openCheckPage(
  { srcUrl }: Menus.OnClickData,
  tab: Tabs.Tab | undefined,
): Promise<void> {
  const query = srcUrl === undefined ? '' : `?${new URLSearchParams({ src: srcUrl })}`;
  await browser.tabs.create({
    url: browser.runtime.getURL(`check.html${query}`),
    ...(tab && { index: tab.index + 1, windowId: tab.windowId }),
    ...(tab?.id !== undefined && { openerTabId: tab.id }),
  });
}
