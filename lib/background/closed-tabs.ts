import { browser } from '../browser';
import type { DropSelection } from '../messaging/protocol';
import { deliver } from '../messaging/send';
import { hasHost } from './offscreen';

/** Gives up what a closed tab was waiting for. Where there is no host, nothing waits, and none is made for this. */
export function dropClosedTabs(): void {
  browser.tabs.onRemoved.addListener((tabId) => {
    dropImages(tabId).catch(reportError);
  });
}

/** The service worker does not hear what it sends itself, so it passes its own message on like any other. */
async function dropImages(tabId: number): Promise<void> {
  if (!(await hasHost())) return;
  const sender = { tabId, frameId: undefined };
  const args = { tabId } satisfies DropSelection;
  await deliver({ candid: 'host', name: 'dropImages', args, sender });
}
