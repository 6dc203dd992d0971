import { browser } from '../browser';
import type { Sender } from '../messaging/protocol';
import { deliver } from '../messaging/send';
import { historyDaysSetting } from '../settings/settings';
import { ensureHost } from './offscreen';

/** What the host must know of every sender, to remember no more than the person wants: it cannot read settings itself. */
export function followRemembering(
  signal: AbortSignal,
): () => Promise<Pick<Sender, 'isPrivate' | 'keepDays'>> {
  // Where the setting cannot be read, nothing is remembered rather than too much.
  let keepDays: Promise<number> = historyDaysSetting.get().catch(() => 0);
  historyDaysSetting.watch((changed) => {
    keepDays = Promise.resolve(changed);
  }, signal);
  const isPrivate = browser.extension.inIncognitoContext ?? false;
  return async () => ({ keepDays: await keepDays, ...(isPrivate && { isPrivate }) });
}

/** What grew too old while the browser was closed is forgotten when it starts. */
export function pruneAtStart(): void {
  browser.runtime.onStartup.addListener(() => {
    prune().catch(reportError);
  });
}

/** The service worker does not hear what it sends itself, so it passes its own message on like any other. */
async function prune(): Promise<void> {
  if (browser.extension.inIncognitoContext) return;
  const keepDays = await historyDaysSetting.get();
  await ensureHost();
  const sender = { tabId: undefined, frameId: undefined, url: browser.runtime.getURL('/') };
  await deliver({ candid: 'host', name: 'pruneHistory', args: { keepDays }, sender });
}
