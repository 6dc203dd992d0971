import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { checkPackage } from './check-package';

const runtime = folderOf({
  'package.json': JSON.stringify({ version: '1.2.3' }),
  'dist/ort-a.wasm': 'wasm a',
  'dist/ort-a.mjs': 'factory a',
  'dist/ort-b.mjs': 'factory b',
});

const whole = {
  'manifest.json': '{}',
  'assets/worker-1.js': 'const versions = { web: "1.2.3" };',
  'assets/ort-a-2.wasm': 'wasm a',
  'assets/ort-a-3.mjs': 'factory a',
};

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'candid-package-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const check = (files: Record<string, string>) => checkPackage({ folder: folderOf(files), runtime });

it('says how large a package is and which WASM it ships', () => {
  expect(check(whole)).toEqual({
    sizeInBytes: Object.values(whole).join('').length,
    wasm: { name: 'ort-a-2.wasm', sizeInBytes: 6, version: '1.2.3' },
  });
});

it.each([
  ['without a WASM', { 'assets/ort-a-2.wasm': undefined }, 'one ort-*.wasm in the package'],
  ['with two of them', { 'assets/ort-b.wasm': 'wasm b' }, 'got '],
  ['with a WASM of another build', { 'assets/ort-a-2.wasm': 'other' }, 'from onnxruntime-web'],
  ['with the factory of another WASM', { 'assets/ort-a-3.mjs': 'factory b' }, 'its own factory'],
  ['with JavaScript of another build', { 'assets/worker-1.js': '"1.2.4"' }, 'JavaScript'],
])('refuses a package %s', (_, changes, message) => {
  const changed = Object.entries({ ...whole, ...changes });
  const files = changed.filter((file): file is [string, string] => file[1] !== undefined);
  expect(() => check(Object.fromEntries(files))).toThrow(message);
});
