import { defineBackground } from 'wxt/utils/define-background';
import { dropClosedTabs } from '../lib/background/closed-tabs';
import { serveFrames } from '../lib/background/frames';
import { offerMenu } from '../lib/background/menu';
import { ensureHost } from '../lib/background/offscreen';
import { ensureGuard } from '../lib/background/request-guard';
import { serveShortcuts } from '../lib/background/shortcuts';
import { registerSites } from '../lib/background/site-registration';
import { syncSites } from '../lib/background/site-sync';
import { relayToHost } from '../lib/messaging/serve';

export default defineBackground({
  type: 'module',
  main() {
    const life = new AbortController().signal;
    relayToHost(async () => (await Promise.all([ensureGuard(), ensureHost()]))[0]);
    registerSites(life);
    syncSites(life);
    serveFrames();
    offerMenu();
    serveShortcuts();
    dropClosedTabs();
  },
});
