import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { resetRules, rulebook } from './fixtures/session-rules';

beforeEach(resetRules);

/** A service worker that has just started. */
async function start() {
  return (await import('./referrers')).lendReferrer;
}

const rules = () => rulebook.update.mock.calls.flatMap(([{ addRules }]) => addRules);

it('marks requests of ours, and no others, that bear the origin of a page', async () => {
  const lendReferrer = await start();
  const mark = await lendReferrer('https://news.test');
  expect(rules()).toMatchObject([
    {
      action: { requestHeaders: [{ header: 'referer', value: 'https://news.test/' }] },
      condition: { initiatorDomains: [fakeBrowser.runtime.id], urlFilter: `#${mark}|` },
    },
  ]);
});

it('has one mark for each origin', async () => {
  const lendReferrer = await start();
  const asked = ['https://a.test', 'https://b.test', 'https://a.test'].map(lendReferrer);
  const [a, b, again] = await Promise.all(asked);
  expect(again).toBe(a);
  expect(b).not.toBe(a);
  expect(rules()).toHaveLength(2);
});

it('has at most a hundred rules, also over its restarts, and others in private windows', async () => {
  for (let run = 0; run < 2; run++) {
    vi.resetModules();
    const lendReferrer = await start();
    for (let index = 0; index < 120; index++) await lendReferrer(`https://${index}.test`);
  }
  const ids = new Set(rules().map(({ id }) => id));
  expect(ids.size).toBe(100);
  expect(
    rulebook.update.mock.calls.every(([{ removeRuleIds, addRules }]) => {
      return removeRuleIds[0] === addRules[0]?.id;
    }),
  ).toBe(true);
  rulebook.isPrivate = true;
  await (
    await start()
  )('https://private.test');
  expect(ids).not.toContain(rules().at(-1)?.id);
});

it('tries again after the browser took no rule', async () => {
  const lendReferrer = await start();
  rulebook.update.mockRejectedValueOnce(new Error('too many rules'));
  await expect(lendReferrer('https://a.test')).rejects.toThrow('too many rules');
  expect(await lendReferrer('https://a.test')).toMatch(/^[\da-f-]{36}$/);
});
