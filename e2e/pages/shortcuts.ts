import type { Page, Worker } from '@playwright/test';

/**
 * Presses a shortcut of ours on a page. No test can press the keys that the browser itself listens to, so its event is raised
 * in the service worker with what Chrome would have said.
 */
export async function pressShortcut(
  page: Page,
  serviceWorker: Worker,
  name: 'check-page' | 'toggle-site',
): Promise<void> {
  await serviceWorker.evaluate(
    async ({ url, name }) => {
      const tabs = await chrome.tabs.query({});
      const event = chrome.commands.onCommand as unknown as {
        dispatch: (...args: unknown[]) => void;
      };
      event.dispatch(
        name,
        tabs.findLast((tab) => tab.url === url),
      );
    },
    { url: page.url(), name },
  );
}
