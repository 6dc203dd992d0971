import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { areDependenciesCurrent } from './dependencies.mjs';

type Packages = Record<string, { version: string; optional?: boolean }>;

function repositoryWith(wanted: Packages, installed?: Packages): string {
  const root = mkdtempSync(join(tmpdir(), 'candid-dependencies-'));
  const withRoot = { '': { version: '0.1.0' }, ...wanted };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: withRoot }));
  mkdirSync(join(root, 'node_modules'));
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (installed) writeFileSync(hidden, JSON.stringify({ packages: installed }));
  return root;
}

const preact = { 'node_modules/preact': { version: '11.2.0' } };

it('takes an installation of the very versions that are asked for', () => {
  expect(areDependenciesCurrent(repositoryWith(preact, preact))).toBe(true);
});

it('installs again after a version changed, and where an installation was never finished', () => {
  const older = { 'node_modules/preact': { version: '11.1.0' } };
  expect(areDependenciesCurrent(repositoryWith(preact, older))).toBe(false);
  expect(areDependenciesCurrent(repositoryWith(preact))).toBe(false);
});

it('does not miss the optional packages of other platforms', () => {
  const wanted = { ...preact, 'node_modules/fsevents': { version: '2.3.3', optional: true } };
  expect(areDependenciesCurrent(repositoryWith(wanted, preact))).toBe(true);
});
