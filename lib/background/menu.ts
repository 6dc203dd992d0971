import type { Menus, Tabs } from 'webextension-polyfill';
import { browser } from '../browser';
import { translate } from '../language/translate';
import { send } from '../messaging/send';
import { injectPageScript } from './page-script';

/** The items, by the messages that they send to the page. */
const itemIds = ['checkImage', 'inspectImage'] as const;

type ItemId = (typeof itemIds)[number];

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

/** Offers "Check this image" and to look closely at it wherever a person right-clicks a page: pictures hide under links, overlays and backgrounds. */
export function offerMenu(): void {
  // A private window runs its own service worker (incognito "split"), and that one hears of no installation.
  createItems();
  browser.runtime.onInstalled.addListener(() => void renewItems());
  browser.contextMenus.onClicked.addListener((click, tab) => {
    const item = itemIds.find((id) => id === click.menuItemId);
    if (item) void answerClick(item, click, tab);
  });
}

/** Where an item is there already, Chrome reports an error that reading it keeps quiet. */
function createItems(): void {
  for (const id of itemIds) {
    const item = { id, title: translate(`menu_${id}`), contexts };
    browser.contextMenus.create(item, () => browser.runtime.lastError);
  }
}

/** The titles of an earlier version, or in an earlier language, go. */
async function renewItems(): Promise<void> {
  await browser.contextMenus.removeAll();
  createItems();
}

async function answerClick(
  item: ItemId,
  click: Menus.OnClickData,
  tab: Tabs.Tab | undefined,
): Promise<void> {
  try {
    await tellFrame(item, click, tab);
  } catch {
    // No script may run in this page, or none answers there: the check goes on in a page of ours.
    await openCheckPage(click, tab);
  }
}

async function tellFrame(
  item: ItemId,
  click: Menus.OnClickData,
  tab: Tabs.Tab | undefined,
): Promise<void> {
  if (tab?.id === undefined) throw new TypeError('Expected a click in a tab, got one elsewhere');
  const frame = { tabId: tab.id, frameId: click.frameId ?? 0 };
  await injectPageScript(frame);
  await send('page', item, { srcUrl: click.srcUrl ?? null }, frame);
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
