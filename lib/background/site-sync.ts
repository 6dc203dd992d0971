import {
  siteSyncProblemSetting,
  siteSyncSetting,
  sitesSetting,
  syncedSitesSetting,
  type SiteSyncProblem,
} from '../settings/settings';
import {
  fitsAccount,
  fromSynced,
  saySame,
  toSynced,
  type SyncedSites,
} from '../settings/synced-sites';
import type { SiteRules } from '../settings/sites';

/**
 * Keeps the rules of sites the same in all browsers of the person's account for as long as they wish so, until `signal`
 * aborts. The rules of this browser are what counts here; where the account does not take them, they stay here, and
 * `siteSyncProblemSetting` says why.
 */
export function syncSites(signal: AbortSignal): void {
  const mirror = new Mirror();
  siteSyncSetting.watch((isWished) => isWished && mirror.join(), signal);
  sitesSetting.watch(() => mirror.push(), signal);
  syncedSitesSetting.watch((synced) => mirror.take(synced), signal);
}

class Mirror {
  #last: Promise<void> = Promise.resolve();
  /** What came from here is no news when the account tells of it. */
  #pushed: string | undefined;

  /** The rules of the other browsers come here; where there are none, those from here go there. */
  join(): void {
    this.#inTurn(async () => {
      const synced = await syncedSitesSetting.get();
      if (synced) await keep(fromSynced(synced));
      else await this.#push();
    });
  }

  push(): void {
    this.#inTurn(() => this.#push());
  }

  take(synced: SyncedSites | null): void {
    if (!synced || JSON.stringify(synced) === this.#pushed) return;
    this.#inTurn(() => keep(fromSynced(synced)));
  }

  async #push(): Promise<void> {
    const rules = await sitesSetting.get();
    const synced = await syncedSitesSetting.get();
    if (synced && saySame(fromSynced(synced), rules)) return tell(null);
    const wanted = toSynced(rules);
    if (!fitsAccount(wanted)) return tell('tooLarge');
    this.#pushed = JSON.stringify(wanted);
    try {
      await syncedSitesSetting.set(wanted);
      await tell(null);
    } catch {
      await tell('refused'); // Switched off, too often, or out of room: the browser does not say in a way to rely on.
    }
  }

  #inTurn(task: () => Promise<void>): void {
    const run = async () => {
      if (await siteSyncSetting.get()) await task();
    };
    this.#last = this.#last.then(run).catch(reportError);
  }
}

async function keep(rules: SiteRules): Promise<void> {
  await tell(null);
  if (!saySame(await sitesSetting.get(), rules)) await sitesSetting.set(rules);
}

async function tell(problem: SiteSyncProblem | null): Promise<void> {
  if ((await siteSyncProblemSetting.get()) !== problem) await siteSyncProblemSetting.set(problem);
}
