import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { extensionFolder } from './set-up/build-extension.ts';
import { createPicture } from './site/test-picture.ts';

test('the first-run page says what leaves the computer, and works where the person wishes', async ({
  page,
  site,
  badges,
  extensionId,
}) => {
  site.add('https://news.test/', '<img src="/a.jpg" alt="a cloud" width="400" height="300">');
  site.add('https://news.test/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
  await page.goto(`chrome-extension://${extensionId}/welcome.html`);
  await expect(page.getByText('nothing that you see ever leaves it')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Get (87 MB)' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'On the big feeds' })).toBeChecked();
  await page.getByText('Everywhere', { exact: true }).click();
  await expect(page.getByRole('radio', { name: 'Everywhere' })).toBeChecked();
  await page.goto('https://news.test/');
  await expect.poll(() => badges.verdictOf('a cloud')).toMatch(/^(Real|Fake|Unsure)$/);
});

test('speaks Portuguese in Portugal as in Brazil', () => {
  const wordsOf = (locale: string) =>
    readFileSync(join(extensionFolder, '_locales', locale, 'messages.json'), 'utf8');
  expect(wordsOf('pt_PT')).toBe(wordsOf('pt_BR'));
});
