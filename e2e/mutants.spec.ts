import { expect, test } from './fixtures.ts';
import { judgeMutants } from './site/judge-mutants.ts';

test('of 300 damaged and hostile picture files each is answered, and the next good picture is still right', async ({
  page,
  site,
  extensionId,
}) => {
  await page.goto(`chrome-extension://${extensionId}/popup.html`);
  const end = await judgeMutants({ page, site, count: 300 });
  expect(end.complaints).toEqual([]);
  expect(end.judged + end.refused).toBe(300);
  expect(Math.min(end.judged, end.refused)).toBeGreaterThan(50);
  expect(end.good).toBe(6);
});
