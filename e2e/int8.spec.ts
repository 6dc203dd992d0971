import { expect, test } from './fixtures.ts';
import { openHealth, sectionOf } from './pages/health.ts';
import { createPicture } from './site/test-picture.ts';

test('measures int8 when nothing is asked, says what it costs, and judges with it from then on', async ({
  context,
  page,
  site,
  badges,
}) => {
  test.setTimeout(240_000);
  const file = await createPicture({ width: 640, height: 427 });
  site.add('https://x.com/', '<img src="/first" alt="first" height="200">');
  site.add('https://x.com/first', { body: file, type: 'image/jpeg' });
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('first')).toMatch(/Real|Fake|Unsure/);

  const health = await openHealth(context);
  const engine = sectionOf(health, 'Engine');
  await expect(async () => {
    await health.reload();
    await expect(engine).toContainText('8-bit integers (int8)', { timeout: 3_000 });
  }).toPass({ timeout: 180_000 });
  await expect(engine).toContainText('Small enough to judge with int8.');
  await expect(engine).toContainText(/On 32 pictures: median 0\.0/);

  await health.getByRole('button', { name: 'Run a check now' }).click();
  await expect(health.getByText(/Just now: .* per picture/)).toBeVisible({ timeout: 90_000 });
  await expect(engine).toContainText('8-bit integers (int8)');
});
