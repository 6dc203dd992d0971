import * as v from 'valibot';
import type { DescribeFiles } from '../model-store/model-store';
import { readJson } from '../model-store/read-json';
import { readLabels } from '../model-store/read-labels';
import { readPreprocessing } from '../model-store/read-preprocessing';
import { describeUnverified } from '../model-store/unverified-entry';
import {
  listFiles,
  type CatalogEntry,
  type ModelFiles,
  type Preprocessing,
} from '../verdict/model';
import { ModelError } from '../verdict/model-error';

const configSchema = v.object({ image_size: v.pipe(v.number(), v.integer(), v.minValue(1)) });

interface ImportedFiles {
  name: string;
  /** The text of `config.json`. */
  config: string;
  /** The text of `preprocessor_config.json`, if the person has one. */
  preprocessor?: string | undefined;
  entries: CatalogEntry[];
}

/**
 * Tells what imported files are: a model of the catalog where their bytes are those it pins, else an unverified one.
 *
 * @throws ModelError: `unreadable` for a config without a picture size, `unsupportedPreprocessing` for a preprocessor that
 *   Candid does not know; the answer throws `notDetector` for labels that do not tell fake from real.
 */
export function describeImport({
  name,
  config,
  preprocessor,
  entries,
}: ImportedFiles): DescribeFiles {
  const preprocessing = preprocessor
    ? readPreprocessing(preprocessor)
    : preprocessingOf(config, entries);
  const suffix = preprocessor ? `-${shortHash(preprocessor)}` : '';
  return (files) => {
    const entry = findByFiles(entries, files);
    if (entry) return { entry, isVerified: true };
    const unverified = describeUnverified({
      id: `imported-${files['model.safetensors'].sha256.slice(0, 12)}`,
      name,
      repository: null,
      revision: files['config.json'].sha256.slice(0, 12) + suffix,
      licence: 'unknown',
      files,
      preprocessing,
      labels: readLabels(readJson('config.json', config)),
    });
    return { entry: unverified, isVerified: false };
  };
}

/** The model of the catalog that pins these very files. */
export function findByFiles(entries: CatalogEntry[], files: ModelFiles): CatalogEntry | undefined {
  return entries.find((entry) => isSame(entry.files, files));
}

/** As the catalog prepares pictures of that size, else in the same proportions: the two files do not say. */
function preprocessingOf(config: string, entries: CatalogEntry[]): Preprocessing {
  const crop = readImageSize(config);
  const known = entries.find(({ preprocessing }) => preprocessing.crop === crop)?.preprocessing;
  if (known) return known;
  return {
    shortSide: Math.round((crop * 8) / 7),
    crop,
    resample: 'bilinear',
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
  };
}

function readImageSize(config: string): number {
  const parsed = v.safeParse(configSchema, readJson('config.json', config));
  if (parsed.success) return parsed.output.image_size;
  throw new ModelError('unreadable', 'config.json: expected an image_size');
}

function isSame(a: ModelFiles, b: ModelFiles): boolean {
  return JSON.stringify(listPins(a)) === JSON.stringify(listPins(b));
}

function listPins(files: ModelFiles) {
  return listFiles(files).map(([name, { sha256, sizeInBytes }]) => [name, sha256, sizeInBytes]);
}

/** Tells texts apart (FNV-1a); nothing is secured by it. */
function shortHash(text: string): string {
  const hash = new TextEncoder()
    .encode(text)
    .reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193), 0x811c9dc5);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
