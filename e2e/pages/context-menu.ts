import type { Page, Worker } from '@playwright/test';

/**
 * Chooses "Check this image", or another item of ours, after a real right-click at a point. No test can drive the browser's own menu, so its event is
 * raised in the service worker with what Chrome would have said.
 */
export async function chooseCheckImage(
  page: Page,
  serviceWorker: Worker,
  { x, y, srcUrl, item = 'checkImage' }: { x: number; y: number; srcUrl?: string; item?: string },
): Promise<void> {
  if (page.url().startsWith('http')) await page.mouse.click(x, y, { button: 'right' });
  await serviceWorker.evaluate(
    async ({ url, srcUrl, item }) => {
      const tabs = await chrome.tabs.query({});
      const tab = tabs.findLast((candidate) => candidate.url === url);
      const click = { menuItemId: item, frameId: 0, pageUrl: url, editable: false };
      const event = chrome.contextMenus.onClicked as unknown as {
        dispatch: (...args: unknown[]) => void;
      };
      event.dispatch(srcUrl === undefined ? click : { ...click, srcUrl }, tab);
    },
    { url: page.url(), srcUrl, item },
  );
}
