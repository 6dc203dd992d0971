import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { CatalogEntry } from '../../lib/verdict/model';
import { folderOf } from './fetched-models';
import { bundleModel, planPackage, readCatalog } from './build-catalog';

const root = join(import.meta.dirname, '../..');
const [starter] = readCatalog(root).models;
if (!starter) throw new Error('Expected a model in the catalog');

function modelOutside(content: string): CatalogEntry {
  const folder = mkdtempSync(join(tmpdir(), 'candid-catalog-'));
  const config = '{}';
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.json'), config);
  writeFileSync(join(folder, 'model.safetensors'), content);
  const files = { 'config.json': pinOf(config), 'model.safetensors': pinOf('weights') };
  return { ...starter, id: 'outside', folder, files } as CatalogEntry;
}

const pinOf = (content: string) => ({
  sizeInBytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
});

it('ships the files of the embedded models of our own catalog, and no others', () => {
  const { files } = planPackage(root, readCatalog(root));
  expect(files.map(({ relativeDest }) => relativeDest)).toEqual([
    'models/starter/config.json',
    'models/starter/model.safetensors',
  ]);
});

it('ships a model that lies outside the repository, and tells the package its own place of it', () => {
  const model = modelOutside('weights');
  const { catalog, files } = planPackage(root, { default: 'outside', models: [model] });
  expect(catalog.models[0]?.folder).toBe('models/outside');
  expect(files).toContainEqual({
    absoluteSrc: join(model.folder ?? '', 'model.safetensors'),
    relativeDest: 'models/outside/model.safetensors',
  });
});

it('refuses to ship bytes that the catalog does not pin', () => {
  const catalog = { default: 'outside', models: [modelOutside('forgery')] };
  expect(() => planPackage(root, catalog)).toThrow('model.safetensors: expected sha256');
});

it('refuses a default that the package would not hold', () => {
  const catalog = { default: starter.id, models: [{ ...starter, folder: null }] };
  expect(() => planPackage(root, catalog)).toThrow('to be embedded');
});

it('bundles a fetched model as the default, and nothing unless asked', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'candid-bundle-'));
  const { folder: from, ...model } = modelOutside('weights');
  const fetched = { ...model, folder: null };
  const catalog = { default: starter.id, models: [starter, fetched] };
  expect(() => bundleModel(elsewhere, catalog, 'outside')).toThrow('npm run model');
  cpSync(from ?? '', folderOf(elsewhere, fetched), { recursive: true });
  expect(bundleModel(elsewhere, catalog)).toEqual(catalog);
  const bundled = bundleModel(elsewhere, catalog, 'outside');
  expect(bundled.default).toBe('outside');
  expect(bundled.models[1]?.folder).toBe(folderOf(elsewhere, fetched));
  expect(() => bundleModel(elsewhere, catalog, 'unknown')).toThrow('unknown');
});
