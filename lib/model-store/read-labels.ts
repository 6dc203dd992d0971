import * as v from 'valibot';
import type { Labels } from '../verdict/model';
import { ModelError } from '../verdict/model-error';

/**
 * The words by which a label says that it means pictures made by a machine, and the words by which it means the others: a
 * closed list. A label with words of both lists, of neither, or with a negation says nothing.
 */
const fakeWords = new Set(
  (
    'ai aigc artificial cgi dall dalle deepfake deepfakes diffusion fake fakes flux gan generated generative imagen ' +
    'machine midjourney sd sd15 sd21 sd3 sdxl stylegan synthesized synthetic'
  ).split(' '),
);
const realWords = new Set(
  'authentic camera genuine hum human humans natural nature photo photograph photographs photos real realism'.split(
    ' ',
  ),
);
const negations = new Set(['no', 'non', 'not', 'un']);

const configSchema = v.object({
  num_labels: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000))),
  id2label: v.optional(v.record(v.string(), v.string())),
});

/** transformers' `PretrainedConfig` has two labels where a file does not say. */
const defaultCount = 2;

/** So many labels are named to a person; a general classifier has thousands. */
const mostNamed = 6;

/**
 * Reads from a `config.json` which of a model's labels mean made by a machine.
 *
 * @throws ModelError (`notDetector`) naming the labels, where that cannot be decided.
 */
export function readLabels(config: unknown): Labels {
  const names = readNames(config);
  if (names.length === 1) return describeOne(names);
  const sides = names.map(sideOf);
  const fake = sides.flatMap((side, position) => (side === 'fake' ? [position] : []));
  const isDecided = !sides.includes(undefined) && fake.length > 0 && fake.length < names.length;
  if (!isDecided) throw notDetector(names);
  return { names, fake, isAssumed: false };
}

/** A single logit that bears no name is taken as such models are commonly made: high means fake. */
function describeOne(names: string[]): Labels {
  const [name = ''] = names;
  const side = sideOf(name);
  if (side) return { names, fake: side === 'fake' ? [0] : [], isAssumed: false };
  if (!/^(LABEL_)?0$/i.test(name)) throw notDetector(names);
  return { names, fake: [0], isAssumed: true };
}

function readNames(config: unknown): string[] {
  const parsed = v.safeParse(configSchema, config, { abortEarly: true });
  if (!parsed.success) throw notDetector([]);
  const { id2label, num_labels } = parsed.output;
  const count = id2label ? Object.keys(id2label).length : (num_labels ?? defaultCount);
  const names = Array.from({ length: count }, (_, id) => (id2label ? id2label[id] : `LABEL_${id}`));
  return names.map((name) => name ?? '');
}

function sideOf(label: string): 'fake' | 'real' | undefined {
  const words = wordsOf(label);
  if (words.some((word) => negations.has(word))) return undefined;
  const isFake = words.some((word) => fakeWords.has(word));
  const isReal = words.some((word) => realWords.has(word));
  if (isFake === isReal) return undefined;
  return isFake ? 'fake' : 'real';
}

/** @example `wordsOf('AIGenerated-image')` is ai, generated, image. */
function wordsOf(label: string): string[] {
  const spaced = label.replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3 $2');
  return spaced.toLowerCase().split(/[^a-z0-9]+/);
}

function notDetector(names: string[]): ModelError {
  const rest = names.length > mostNamed ? ', …' : '';
  const subject = names.slice(0, mostNamed).join(', ') + rest;
  const message = `Expected labels that tell fake from real, got ${subject}`;
  return new ModelError('notDetector', message, { subject });
}
