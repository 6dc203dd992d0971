import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import catalog from '../models/catalog.json';

const root = join(import.meta.dirname, '..');
const sources = globSync(
  ['lib/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}', 'entrypoints/**/*.{ts,tsx}'],
  {
    cwd: root,
  },
).filter((file) => !file.includes('.test.') && !file.includes('/fixtures/'));

interface Rule {
  mayImport: string[];
  mayUseDom?: boolean;
}

const everywhere = ['lib/verdict', 'lib/language'];
const rooms: Record<string, Rule> = {
  'lib/verdict': { mayImport: [] },
  'lib/language': { mayImport: ['lib/browser', 'lib/verdict', 'public/_locales'] },
  'lib/messaging': { mayImport: ['lib/browser', 'lib/verdict'] },
  'lib/settings': { mayImport: ['lib/verdict'] },
  'lib/access': { mayImport: ['lib/browser'] },
  'lib/inference': { mayImport: ['lib/verdict'] },
  'lib/page': { mayImport: [...everywhere, 'lib/messaging', 'lib/settings'], mayUseDom: true },
  'lib/background': { mayImport: [...everywhere, 'lib/browser', 'lib/messaging', 'lib/settings'] },
  'lib/controllers': {
    mayImport: [
      ...everywhere,
      'components',
      'lib/access',
      'lib/browser',
      'lib/messaging',
      'lib/settings',
    ],
  },
  'lib/host': {
    mayImport: [
      'lib/browser',
      'lib/verdict',
      'lib/messaging',
      'lib/archive',
      'lib/model-store',
      'lib/provenance',
      'lib/inference/protocol',
      'lib/inference/worker',
      'models/catalog.json',
    ],
  },
  'lib/model-store': { mayImport: ['lib/verdict'] },
  'lib/archive': { mayImport: ['lib/verdict'] },
  components: { mayImport: everywhere, mayUseDom: true },
};

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const withoutComments = (code: string) =>
  code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
const filesOf = (room: string) => sources.filter((file) => file.startsWith(`${room}/`));

function importsOf(file: string): string[] {
  const specifiers = [...read(file).matchAll(/(?:from|import)\s*\(?'([^']+)'|new URL\('([^']+)'/g)];
  return specifiers.map((match) => match[1] ?? match[2] ?? '');
}

function importedPaths(file: string): string[] {
  return importsOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => relative(root, join(root, dirname(file), specifier.replace(/\?\w+$/, ''))));
}

describe.each(Object.entries(rooms))('%s', (room, { mayImport, mayUseDom }) => {
  it('imports only the rooms it may', () => {
    const allowed = [room, ...mayImport];
    const strays = filesOf(room).flatMap((file) =>
      importedPaths(file)
        .filter(
          (path) =>
            !allowed.some(
              (door) => path === door || path.startsWith(`${door}/`) || path === `${door}.ts`,
            ),
        )
        .map((path) => `${file} imports ${path}`),
    );
    expect(strays).toEqual([]);
  });

  it.skipIf(mayUseDom)('touches no DOM', () => {
    const strays = filesOf(room).filter((file) =>
      /\b(document|window)\.|\bHTML\w*Element\b/.test(withoutComments(read(file))),
    );
    expect(strays).toEqual([]);
  });
});

it('lets only lib/browser.ts import the polyfill', () => {
  const importers = sources.filter((file) =>
    /import (?!type).*'webextension-polyfill'/.test(read(file)),
  );
  expect(importers).toEqual(['lib/browser.ts']);
});

it('lets only lib/inference import transformers.js and onnxruntime', () => {
  const strays = sources.filter(
    (file) =>
      !file.startsWith('lib/inference/') &&
      importsOf(file).some((specifier) =>
        /^(@huggingface\/transformers|onnxruntime)/.test(specifier),
      ),
  );
  expect(strays).toEqual([]);
});

it('names the offscreen API in one file', () => {
  const users = sources.filter((file) => /browser\.offscreen/.test(read(file)));
  expect(users).toEqual(['lib/background/offscreen.ts']);
});

it.each(['host', 'background', 'page'])('answers the messages of %s in one place', (context) => {
  const servers = sources.filter((file) => new RegExp(`serve\\(\\s*'${context}'`).test(read(file)));
  expect(servers).toHaveLength(1);
});

it('has no drawers', () => {
  expect(sources.filter((file) => /\/(utils?|helpers?|common|shared|misc)\//.test(file))).toEqual(
    [],
  );
});

it('lets no page import the controllers of another', () => {
  const strays = filesOf('lib/controllers').flatMap((file) =>
    importedPaths(file)
      .filter((path) => /^lib\/controllers\/.+\//.test(path) && dirname(path) !== dirname(file))
      .map((path) => `${file} imports ${path}`),
  );
  expect(strays).toEqual([]);
});

it('keeps entrypoints at most 40 lines long', () => {
  const doors = filesOf('entrypoints');
  expect(doors.filter((file) => read(file).trimEnd().split('\n').length > 40)).toEqual([]);
});

it('replaces no page of the browser, as WXT does for entrypoints of these names', () => {
  const taken = ['bookmarks', 'devtools', 'history', 'newtab', 'sandbox', 'sidepanel'];
  const names = globSync('entrypoints/*', { cwd: root }).map((path) => path.split('/').at(-1));
  expect(names.filter((name) => name && taken.includes(name))).toEqual([]);
});

it('ships the embedded model files that the catalog pins', () => {
  for (const { folder, files } of catalog.models) {
    if (folder === null) continue;
    for (const [name, { sizeInBytes, sha256 }] of Object.entries(files)) {
      const bytes = readFileSync(join(root, folder, name));
      expect(bytes.length).toBe(sizeInBytes);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
  }
});

it('takes the JavaScript and the WASM of ONNX Runtime from one package', () => {
  const versionOf = (file: string) =>
    JSON.parse(read(file)) as { version: string; dependencies: Record<string, string> };
  const wanted = versionOf('node_modules/@huggingface/transformers/package.json').dependencies[
    'onnxruntime-web'
  ];
  expect(versionOf('node_modules/onnxruntime-web/package.json').version).toBe(wanted);
});
