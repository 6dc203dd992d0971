import { browser } from '../browser';
import type { Frame } from '../messaging/send';

/** The content script as it is built from `entrypoints/page.content`. */
export const pageScript = 'content-scripts/page.js';

/**
 * Runs the content script in a frame that is open already, the top one unless told; where it runs already, it does nothing.
 *
 * @throws where the browser lets no script run: its own pages, its web store, PDF files.
 */
export async function injectPageScript({ tabId, frameId = 0 }: Frame): Promise<void> {
  await browser.scripting.executeScript({
    target: { tabId, frameIds: [frameId] },
    files: [pageScript],
  });
}
