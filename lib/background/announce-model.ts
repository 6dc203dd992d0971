import { browser } from '../browser';
import { send } from '../messaging/send';
import type { ModelKey } from '../verdict/listed-model';

/** Tells every page that is open of the model that judges from now on. Where we are not, nobody hears it. */
export async function announceModel({ id, revision }: ModelKey): Promise<void> {
  const tabs = await browser.tabs.query({ discarded: false });
  const tabIds = tabs.flatMap((tab) => tab.id ?? []);
  const model = { id, revision };
  await Promise.allSettled(tabIds.map((tabId) => send('page', 'noteModel', model, { tabId })));
}
