import { browser } from '../browser';

/** Opens the inspector beside a tab. `id` is the content hash of a file that was judged. */
export async function openInspector(id: string, tabId: number | undefined): Promise<void> {
  const tab = tabId === undefined ? undefined : await browser.tabs.get(tabId);
  await browser.tabs.create({
    url: browser.runtime.getURL(`/inspector.html?${new URLSearchParams({ id })}`),
    ...(tab && { index: tab.index + 1, windowId: tab.windowId }),
    ...(tab?.id !== undefined && { openerTabId: tab.id }),
  });
}
