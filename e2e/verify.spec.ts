import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { writePublishedModel } from '../bench/engine/fixtures/published-model.ts';

// Each builds an extension and starts a browser.
test.setTimeout(240_000);

const root = resolve(import.meta.dirname, '..');

function verify(folder: string, env: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'bench/engine/verify.ts', folder],
    { cwd: root, env: { ...process.env, ...env }, encoding: 'utf8' },
  );
  return { status, output: stdout + stderr };
}

const createFolder = () => mkdtempSync(join(tmpdir(), 'candid-verify-'));

test('verifies a model whose scores an independent computation published', async () => {
  const folder = createFolder();
  const { catalog, pictures, names } = await writePublishedModel(folder);
  const env = { CANDID_CATALOG: catalog, CANDID_OUT: join(folder, 'output') };
  const { status, output } = verify(pictures, env);
  for (const name of names) expect(output).toMatch(new RegExp(`${name} .* pass`));
  expect(output).toContain('Bundled model: Golden ViT');
  expect(output).toContain('Verified: 3 of 3');
  expect(status).toBe(0);

  const empty = verify(createFolder(), env);
  expect(empty.output).toContain('None of the published pictures was found');
  expect(empty.status).toBe(1);
});

test('does not verify a model when one score is wrong, and says which one', async () => {
  const folder = createFolder();
  const { catalog, pictures } = await writePublishedModel(folder, 0.002);
  const env = { CANDID_CATALOG: catalog, CANDID_OUT: join(folder, 'output') };
  const { status, output } = verify(pictures, env);
  expect(output).toMatch(/golden-2\.png .* pass/);
  expect(output).toMatch(/golden-3\.png .*-0\.00\d+ {2}FAIL/);
  expect(output).toContain('Not verified: 1 of 3');
  expect(status).toBe(1);
});

test('says in words that the model with published scores has to be fetched first', async () => {
  const { catalog } = await writePublishedModel(createFolder());
  const bare = join(createFolder(), 'catalog.json');
  const content = JSON.parse(readFileSync(catalog, 'utf8')) as { models: object[] };
  const models = content.models.map((model) => ({ ...model, folder: null }));
  writeFileSync(bare, JSON.stringify({ ...content, models }));
  const { status, output } = verify(createFolder(), { CANDID_CATALOG: bare });
  expect(output).toContain('run "npm run model" first');
  expect(status).toBe(1);
});
