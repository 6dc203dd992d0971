import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { digestInputs } from './build-inputs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'candid-inputs-'));
  const folders = ['components', 'entrypoints', 'lib/page', 'models/packaging', 'public'];
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
  for (const file of ['package-lock.json', 'tsconfig.json', 'wxt.config.ts', 'lib/page/a.ts']) {
    write(file, 'before');
  }
});

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

it('is the same for the same sources, whatever else lies there', () => {
  const before = digestInputs(root, { target: 'chrome' });
  write('.output/manifest.json', 'built');
  write('lib/page/a.ts', 'before');
  expect(digestInputs(root, { target: 'chrome' })).toBe(before);
});

it.each(['lib/page/a.ts', 'wxt.config.ts', 'package-lock.json'])('changes with %s', (path) => {
  const before = digestInputs(root, {});
  write(path, 'after');
  expect(digestInputs(root, {})).not.toBe(before);
});

it('changes with a file that comes, goes or gets another name, and with what is given', () => {
  const digests = [digestInputs(root, {}), digestInputs(root, { target: 'firefox' })];
  write('public/_locales/en/messages.json', '{}');
  digests.push(digestInputs(root, {}));
  rmSync(join(root, 'lib/page/a.ts'));
  digests.push(digestInputs(root, {}));
  write('lib/page/b.ts', 'before');
  digests.push(digestInputs(root, {}));
  expect(new Set(digests).size).toBe(digests.length);
});
