import { browser } from '../browser';
import { getOwnHost } from './own-host';

type Rule = chrome.declarativeNetRequest.Rule;

/** Rules outlive the service worker: each run begins with the first id again. Private windows have a run of their own. */
const firstIds = { ordinary: 1_000, ofPrivateWindows: 2_000 };
const mostRules = 100;

const marks = new Map<string, Promise<string>>();
let lent = 0;

/**
 * Lets requests of ours bear the origin of a page as their referrer, as its own requests for pictures do: `fetch` cannot
 * say so by itself. Answers the fragment that marks such a request; fragments do not leave the browser.
 */
export function lendReferrer(origin: string): Promise<string> {
  const known = marks.get(origin);
  if (known) return known;
  const mark = addRule(`${origin}/`);
  mark.catch(() => marks.delete(origin));
  marks.set(origin, mark);
  const [oldest] = marks.keys();
  if (marks.size > mostRules && oldest !== undefined) marks.delete(oldest);
  return mark;
}

async function addRule(referrer: string): Promise<string> {
  const mark = crypto.randomUUID();
  const rule = createRule(referrer, mark);
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [rule.id],
    addRules: [rule],
  });
  return mark;
}

function createRule(referrer: string, mark: string): Rule {
  const { ordinary, ofPrivateWindows } = firstIds;
  const firstId = browser.extension.inIncognitoContext ? ofPrivateWindows : ordinary;
  const id = firstId + (lent % mostRules);
  lent += 1;
  return {
    id,
    action: {
      type: 'modifyHeaders',
      requestHeaders: [{ header: 'referer', operation: 'set', value: referrer }],
    },
    condition: { initiatorDomains: [getOwnHost()], urlFilter: `#${mark}|` },
  };
}
