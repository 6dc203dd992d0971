import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writePublishedModel } from '../bench/engine/fixtures/published-model.ts';
import { expect, launchOn, test } from './fixtures.ts';
import { openHealth, sectionOf } from './pages/health.ts';

test('tells of a sleeping engine, and once it ran what runs and how fast', async ({ context }) => {
  const page = await openHealth(context);
  await expect(sectionOf(page, 'Engine')).toContainText('Cross-origin isolated');
  await expect(sectionOf(page, 'Model')).toContainText('Candid starter');
  await expect(sectionOf(page, 'Model')).toContainText('Yes. The sha256 of every file');
  await expect(sectionOf(page, 'Published scores')).toContainText('Nobody has published scores');

  await page.getByRole('button', { name: 'Run a check now' }).click();
  await expect(page.getByText(/Just now: .* per picture/)).toBeVisible({ timeout: 90_000 });
  const engine = sectionOf(page, 'Engine');
  await expect(engine).toContainText(/Running.*Processor.*Graphics card.*no graphics card/);
  await expect(sectionOf(page, 'Speed')).toContainText('the median of the latest pictures');
});

test('copies everything as text', async ({ context }) => {
  const page = await openHealth(context);
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    document.body.replaceChildren(field);
    field.focus();
  });
  await page.keyboard.press('Control+V');
  await expect(page.getByRole('textbox')).toHaveValue(/^Candid \d.*\n\nEngine\n/);
  await expect(page.getByRole('textbox')).toHaveValue(/Name: Candid starter/);
});

test.describe('with a model whose scores an independent computation published', () => {
  let extension: string;
  let pictures: string;

  test.beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'candid-health-'));
    const model = await writePublishedModel(folder, 0.002);
    pictures = model.pictures;
    const env = { ...process.env, CANDID_CATALOG: model.catalog, CANDID_OUT: folder };
    execFileSync('wxt', ['build'], { cwd: resolve(import.meta.dirname, '..'), env });
    extension = join(folder, 'chrome-mv3');
  });

  test('shows its scores of a folder beside the published ones', async ({ web }) => {
    const context = await launchOn(web, { extension });
    const page = await openHealth(context);
    await page.getByLabel('Choose the folder').setInputFiles(pictures);
    await expect(page.getByText('1 of 3 scores do not agree within 0.001.')).toBeVisible({
      timeout: 90_000,
    });
    await expect(page.getByRole('row', { name: /^golden-1/ })).toContainText('Pass');
    await expect(page.getByRole('row', { name: /^golden-3/ })).toContainText(/-0\.002.*Fail/);
    await context.close();
  });

  test('says why when the engine cannot start, and works on', async ({ web }) => {
    const broken = mkdtempSync(join(tmpdir(), 'candid-broken-'));
    cpSync(extension, broken, { recursive: true });
    spoil(join(broken, 'models/golden/model.safetensors'));
    const context = await launchOn(web, { extension: broken });
    const page = await openHealth(context);
    await page.getByRole('button', { name: 'Run a check now' }).click();
    await expect(page.getByText('The check failed: The model file is not usable.')).toBeVisible();
    await expect(sectionOf(page, 'Engine')).toContainText(/Failed: .*expected sha256/);
    await page.getByLabel('Choose files').setInputFiles(join(pictures, 'golden-1.png'));
    await expect(page.getByRole('row', { name: /^golden-1/ })).toContainText(/not usable.*Fail/);
    await expect(page.getByText('Not found: golden-2.png, golden-3.png')).toBeVisible();
    await context.close();
  });
});

/** Another last byte. */
function spoil(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}
