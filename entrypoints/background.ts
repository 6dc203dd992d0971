import { defineBackground } from 'wxt/utils/define-background';
import { dropClosedTabs } from '../lib/background/closed-tabs';
import { offerMenu } from '../lib/background/menu';
import { ensureHost } from '../lib/background/offscreen';
import { registerSites } from '../lib/background/site-registration';
import { relayToHost } from '../lib/messaging/serve';

export default defineBackground({
  type: 'module',
  main() {
    const life = new AbortController().signal;
    relayToHost(ensureHost);
    registerSites(life);
    offerMenu();
    dropClosedTabs();
  },
});
