import { browser } from '../browser';
import { ownHosts } from '../verdict/network-place';
import { getOwnHost } from './own-host';

type Rule = chrome.declarativeNetRequest.Rule;

/**
 * A request that must not be made is led to where its answer comes from here, so that the host sees what happened. Firefox
 * leads no `fetch` away from the web: there such a picture reads as one whose server cannot be reached, and the page that
 * shows it is asked for what it has itself.
 */
const refusal: Rule['action'] = import.meta.env.FIREFOX
  ? { type: 'block' }
  : { type: 'redirect', redirect: { url: 'data:,refused' } };

/** Rules are the whole extension's, and private windows have a service worker of their own with a pass of its own. */
const passIds = { ordinary: 1, ofPrivateWindows: 2 };
const firstRefusalId = 10;

let guarding: Promise<string> | undefined;

/**
 * Lets the browser refuse every request of ours to this computer or its own network before it is sent, also one that a
 * server redirects there: `fetch` tells of a redirect only afterwards. Answers the pass, a fragment unknown to servers, by
 * which a request gets through for a page that is there itself.
 */
export function ensureGuard(): Promise<string> {
  guarding ??= guard().catch((error: unknown) => {
    guarding = undefined;
    throw error;
  });
  return guarding;
}

async function guard(): Promise<string> {
  const pass = crypto.randomUUID();
  const rules = createRules(pass);
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: rules.map(({ id }) => id),
    addRules: rules,
  });
  return pass;
}

/** @example The pass "x" admits `http://localhost/a.png#x`; fragments do not leave the browser. */
function createRules(pass: string): Rule[] {
  const initiatorDomains = [getOwnHost()];
  const admit: Rule = {
    id: browser.extension.inIncognitoContext ? passIds.ofPrivateWindows : passIds.ordinary,
    priority: 2,
    action: { type: 'allow' },
    condition: { initiatorDomains, urlFilter: `#${pass}|` },
  };
  const refusals = [...ownHosts.computer, ...ownHosts.network].map((host, at): Rule => ({
    id: firstRefusalId + at,
    priority: 1,
    action: refusal,
    condition: { initiatorDomains, regexFilter: toFilter(host) },
  }));
  return [admit, ...refusals];
}

/** A host name pattern as a filter of whole URLs. The browser takes no large ones, so each has a rule. */
function toFilter(host: string): string {
  return String.raw`^https?://(?:[^/@]*@)?(?:${host})(?::\d+)?(?:[/?#]|$)`;
}
