import { browser } from '../browser';
import { serve } from '../messaging/serve';
import { announceModel } from './announce-model';
import { openInspector } from './inspector';
import { injectPageScript } from './page-script';
import { lendReferrer } from './referrers';

/** Nothing smaller, in CSS pixels, holds a picture that is worth a check. */
const smallestSide = 64;

/** Answers content scripts: brings them into the frames of their tab, and tells frames what page they are in. The host, too. */
export function serveFrames(): void {
  serve('background', {
    // No page says what other pages hear.
    announceModel: (model, { tabId }) => (tabId === undefined ? announceModel(model) : undefined),
    enterFrames: (_, { tabId }) => enterFrames(tabId),
    findPageUrl: (_, { tabId }) => findPageUrl(tabId),
    lendReferrer: ({ origin }) => lendReferrer(origin),
    openInspector: ({ id }, { tabId }) => openInspector(id, tabId),
  });
}

async function enterFrames(tabId: number | undefined): Promise<void> {
  if (tabId === undefined) return;
  const probes = await browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    func: isWaitingForUs,
    args: [smallestSide],
  });
  const frameIds = probes.filter(({ result }) => result === true).map(({ frameId }) => frameId);
  // A frame may be gone by now, and must not keep the others from being entered.
  await Promise.allSettled(frameIds.map((frameId) => injectPageScript({ tabId, frameId })));
}

async function findPageUrl(tabId: number | undefined): Promise<string | null> {
  if (tabId === undefined) return null;
  return (await browser.tabs.get(tabId)).url ?? null;
}

/** Runs in a frame: whether it could hold a picture and our script (see `claimDocument`) is not there yet. */
function isWaitingForUs(smallestSide: number): boolean {
  return Math.min(innerWidth, innerHeight) >= smallestSide && !('candidFollow' in globalThis);
}
