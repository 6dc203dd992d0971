import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Catalog } from '../../models/packaging/build-catalog.ts';

const root = resolve(import.meta.dirname, '../..');

/** Builds the extension with another catalog into `.output/<name>`. Answers the folder that a browser loads. */
export function buildWithCatalog(catalog: Catalog, name: string): string {
  const out = `.output/${name}`;
  const file = join(mkdtempSync(join(tmpdir(), 'candid-catalog-')), 'catalog.json');
  writeFileSync(file, JSON.stringify(catalog));
  execFileSync(join(root, 'node_modules/.bin/wxt'), ['build'], {
    cwd: root,
    env: { ...process.env, CANDID_CATALOG: file, CANDID_OUT: out, CANDID_BUNDLE: 'none' },
    stdio: 'pipe',
  });
  return join(root, out, 'chrome-mv3');
}
