import { browser } from '../browser';

/** Opens the first-run page once Candid is installed: not after an update, and not in a private window. */
export function welcomeOnInstall(): void {
  browser.runtime.onInstalled.addListener(({ reason, temporary }) => {
    // What Firefox loads for one session would be new in every one.
    if (reason === 'install' && !temporary) openWelcome().catch(reportError);
  });
}

async function openWelcome(): Promise<void> {
  if (browser.extension.inIncognitoContext || (await isPrivateWindowInFront())) return;
  await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
}

/** In Firefox one background serves all windows. Where a browser starts with us, it may have none yet. */
async function isPrivateWindowInFront(): Promise<boolean> {
  const inFront = await browser.windows.getLastFocused().catch(() => undefined);
  return inFront?.incognito ?? false;
}
