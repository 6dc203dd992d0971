import { browser } from '../browser';

const hostPath = 'offscreen.html';

let creation: Promise<void> | undefined;

/** Makes the host exist and resolves once it listens. Calls at the same time share one creation. */
export function ensureHost(): Promise<void> {
  creation ??= createHost().finally(() => {
    creation = undefined;
  });
  return creation;
}

/** Whether there is a host at all. A stopped service worker does not know, so the browser is asked. */
export async function hasHost(): Promise<boolean> {
  if (isHost()) return true;
  const contexts = await browser.runtime.getContexts({
    contextTypes: ['OFFSCREEN_DOCUMENT'],
    documentUrls: [browser.runtime.getURL(hostPath)],
  });
  return contexts.length > 0;
}

/** Firefox knows no offscreen documents: its background is a page, and the host itself. */
function isHost(): boolean {
  return !('offscreen' in browser);
}

async function createHost(): Promise<void> {
  if (await hasHost()) return;
  await browser.offscreen.createDocument({
    url: hostPath,
    reasons: ['WORKERS', 'BLOBS'],
    justification: 'Runs the detector on the pictures of a page, in a worker.',
  });
}
