import type { BrowserContext, Page, Worker } from '@playwright/test';
import { extensionIdOf } from '../browser/launch.ts';

/** Opens the popup beside a page, as a page of its own that is told which tab it belongs to. */
export async function openPopup(page: Page, serviceWorker: Worker): Promise<Page> {
  const tabId = await findTabId(serviceWorker, page.url());
  const popup = await page.context().newPage();
  await popup.setViewportSize({ width: 380, height: 600 });
  await popup.goto(`chrome-extension://${extensionIdOf(serviceWorker)}/popup.html?tab=${tabId}`);
  return popup;
}

/** The id that the browser gave to the tab that shows `url`. */
export async function findTabId(serviceWorker: Worker, url: string): Promise<number> {
  const tabId = await serviceWorker.evaluate(async (wanted) => {
    const tabs = await chrome.tabs.query({});
    return tabs.findLast((tab) => tab.url === wanted)?.id;
  }, url);
  if (tabId === undefined) throw new Error(`Expected a tab that shows ${url}`);
  return tabId;
}

/** Opens the popup with no page beside it: what it says of the engine is the same everywhere. */
export async function openEnginePopup(
  context: BrowserContext,
  serviceWorker: Worker,
): Promise<Page> {
  const popup = await context.newPage();
  await popup.setViewportSize({ width: 380, height: 600 });
  await popup.goto(`chrome-extension://${extensionIdOf(serviceWorker)}/popup.html`);
  return popup;
}
