import { browser } from '../browser';

/** How rules name where requests of ours come from: Chrome's host of our pages is the extension's id, Firefox's is not. */
export function getOwnHost(): string {
  return new URL(browser.runtime.getURL('/')).host;
}
