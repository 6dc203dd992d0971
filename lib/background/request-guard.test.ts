import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { findOwnPlace } from '../verdict/network-place';
import { resetRules, rulebook } from './fixtures/session-rules';

type Rule = chrome.declarativeNetRequest.Rule;

beforeEach(resetRules);

/** A service worker that has just started. */
async function start() {
  const { ensureGuard } = await import('./request-guard');
  return ensureGuard;
}

const rulesOf = (call: number) => rulebook.update.mock.calls[call]?.[0].addRules ?? [];

/** What the browser does with the rules for a request of ours; it normalizes URLs before. */
function isRefused(url: string, rules: Rule[]): boolean {
  const { href } = new URL(url);
  const matching = rules.filter(({ condition: { regexFilter, urlFilter } }) =>
    regexFilter
      ? new RegExp(regexFilter, 'i').test(href)
      : href.endsWith(urlFilter?.slice(0, -1) ?? ''),
  );
  const [first] = matching.toSorted((a, b) => (b.priority ?? 0) - (a.priority ?? 0));
  return first?.action.type === 'redirect';
}

it('sets the rules once, for requests of this extension only', async () => {
  const ensureGuard = await start();
  const [pass, again] = await Promise.all([ensureGuard(), ensureGuard()]);
  expect(again).toBe(pass);
  expect(rulebook.update).toHaveBeenCalledOnce();
  for (const { condition } of rulesOf(0)) {
    expect(condition.initiatorDomains).toEqual([fakeBrowser.runtime.id]);
  }
});

it('tries again after a failure', async () => {
  const ensureGuard = await start();
  rulebook.update.mockRejectedValueOnce(new Error('test'));
  await expect(ensureGuard()).rejects.toThrow('test');
  await expect(ensureGuard()).resolves.toMatch(/^[\da-f-]{36}$/);
});

it('gives a private window a pass of its own beside the one of the others', async () => {
  await (
    await start()
  )();
  vi.resetModules();
  rulebook.isPrivate = true;
  await (
    await start()
  )();
  const [ordinary, ofPrivate] = [0, 1].map((call) => rulesOf(call).map(({ id }) => id));
  expect(ordinary?.slice(1)).toEqual(ofPrivate?.slice(1));
  expect(ordinary?.[0]).not.toBe(ofPrivate?.[0]);
});

it.each([
  'http://localhost/a.png',
  'https://a.localhost:8443/',
  'http://127.0.0.1:631?x',
  'http://2130706433/',
  'http://[::1]:80/#a',
  'http://[::ffff:10.0.0.1]/',
  'http://user:word@192.168.1.1/',
  'http://user@router/a',
  'http://nas.local./',
  'http://169.254.169.254/latest/meta-data',
  'https://example.com/',
  'https://example.com/http://localhost/',
  'https://example.com:8443/.localhost/',
  'https://example.com/?u=http://10.0.0.1/',
  'https://localhost.example.com/',
  'https://localhost@example.com/',
  'https://10.0.0.1.example.com/',
  'https://[2606:4700::1111]/',
])('agrees about %s with what the host asks before a request', async (url) => {
  await (
    await start()
  )();
  expect(isRefused(url, rulesOf(0))).toBe(findOwnPlace(url) !== undefined);
});

it('lets a request through that bears the pass, and none with the pass of before', async () => {
  const old = await (await start())();
  vi.resetModules();
  const pass = await (await start())();
  expect(isRefused(`http://localhost/a.png#${pass}`, rulesOf(1))).toBe(false);
  expect(isRefused(`http://localhost/a.png#${old}`, rulesOf(1))).toBe(true);
  expect(isRefused(`http://localhost/${pass}`, rulesOf(1))).toBe(true);
});
