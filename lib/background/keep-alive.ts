import { browser } from '../browser';

/** Firefox ends a background page half a minute after it last heard from it. */
const askEveryMs = 10_000;

/**
 * Keeps this background page alive for as long as `isBusy` says so: a call of the browser's API starts its patience anew.
 * A message that waits for its answer does so only once, and a download or a model in memory not at all.
 */
export function keepAlive(isBusy: () => boolean): void {
  setInterval(() => {
    if (isBusy()) void browser.runtime.getPlatformInfo();
  }, askEveryMs);
}
