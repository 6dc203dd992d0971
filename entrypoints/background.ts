import { defineBackground } from 'wxt/utils/define-background';
import { dropClosedTabs } from '../lib/background/closed-tabs';
import { serveFrames } from '../lib/background/frames';
import { keepAlive } from '../lib/background/keep-alive';
import { offerMenu } from '../lib/background/menu';
import { ensureHost } from '../lib/background/offscreen';
import { ensureGuard } from '../lib/background/request-guard';
import { followRemembering, pruneAtStart } from '../lib/background/remembering';
import { serveShortcuts } from '../lib/background/shortcuts';
import { registerSites } from '../lib/background/site-registration';
import { syncSites } from '../lib/background/site-sync';
import { welcomeOnInstall } from '../lib/background/welcome';
import { serveHost } from '../lib/host/host';
import { relayToHost } from '../lib/messaging/serve';

export default defineBackground({
  type: 'module',
  main() {
    const life = new AbortController().signal;
    // There the background is a page, which may hold workers itself; elsewhere the offscreen document does.
    if (import.meta.env.FIREFOX) keepAlive(serveHost().isBusy);
    const findRemembering = followRemembering(life);
    relayToHost(async () => {
      const [pass, remembering] = await Promise.all([
        ensureGuard(),
        findRemembering(),
        ensureHost(),
      ]);
      return { pass, ...remembering };
    });
    pruneAtStart();
    registerSites(life);
    syncSites(life);
    serveFrames();
    offerMenu();
    serveShortcuts();
    dropClosedTabs();
    welcomeOnInstall();
  },
});
