import * as v from 'valibot';
import type { DescribeFiles } from '../model-store/model-store';
import type { CatalogEntry, Preprocessing, Zones } from '../verdict/model';
import { ModelError } from '../verdict/model-error';

const configSchema = v.object({ image_size: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/** Nobody has measured such a model: `n` 0 says so, and a picture is called fake where the model itself leans to it. */
const unmeasured: Zones = {
  real: { below: 0.5, missRate: 0, n: 0, source: 'not measured' },
  fake: {
    cautious: { atLeast: 0.5, falsePositiveRate: 0, recall: 0, n: 0, source: 'not measured' },
    alert: { atLeast: 0.5, falsePositiveRate: 0, recall: 0, n: 0, source: 'not measured' },
  },
};

interface ImportedFiles {
  name: string;
  /** The text of `config.json`. */
  config: string;
  entries: CatalogEntry[];
}

/**
 * Tells what imported files are: a model of the catalog where their bytes are those it pins, else an unverified one.
 *
 * @throws ModelError (`unreadable`) for a config without a picture size.
 */
export function describeImport({ name, config, entries }: ImportedFiles): DescribeFiles {
  const preprocessing = preprocessingOf(config, entries);
  return (files) => {
    const entry = entries.find((candidate) => isSame(candidate.files, files));
    if (entry) return { entry, isVerified: true };
    const { sha256 } = files['model.safetensors'];
    const unverified: CatalogEntry = {
      id: `imported-${sha256.slice(0, 12)}`,
      name,
      folder: null,
      repository: null,
      revision: files['config.json'].sha256.slice(0, 12),
      licence: 'unknown',
      files,
      preprocessing,
      zones: unmeasured,
      standing: 'unverified',
    };
    return { entry: unverified, isVerified: false };
  };
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
  try {
    return v.parse(configSchema, JSON.parse(config)).image_size;
  } catch (cause) {
    throw new ModelError('unreadable', `config.json: expected an image_size, ${String(cause)}`, {
      cause,
    });
  }
}

function isSame(a: CatalogEntry['files'], b: CatalogEntry['files']): boolean {
  return (['config.json', 'model.safetensors'] as const).every(
    (name) => a[name].sha256 === b[name].sha256 && a[name].sizeInBytes === b[name].sizeInBytes,
  );
}
