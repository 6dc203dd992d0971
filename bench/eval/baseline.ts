import type { EvaluationRecord } from './evaluation.ts';
import { fitLogistic, type Classifier } from './logistic.ts';

/** What can be told of a delivered file without looking at its picture. */
export type FileFacts = Pick<
  EvaluationRecord,
  'label' | 'source' | 'format' | 'width' | 'height' | 'sizeInBytes'
>;

/** What a file was left out with when its score was learned from the others. */
export type LeftOut = 'sources' | 'pictures';

/** A score per file, from 0 (real) to 1 (fake), each learned from files that were not of its fold. */
export interface BaselineScores {
  scores: number[];
  leftOut: LeftOut;
}

const mostFolds = 5;

/**
 * How well file facts alone tell fakes: format, size, aspect and bits per pixel, cross-validated. Whole sources are left
 * out; single pictures where a class has but one source. Undefined where there are too few to learn from.
 */
export function scoreByFileFacts(files: readonly FileFacts[]): BaselineScores | undefined {
  const bySource = foldSources(files);
  const folds = bySource ?? foldPictures(files);
  if (!folds) return undefined;
  return { scores: crossValidate(files, folds), leftOut: bySource ? 'sources' : 'pictures' };
}

/** The numbers that the baseline sees of a file: one column per format, logarithms of sizes and of bits per pixel. */
export function describeFile(file: FileFacts, formats: readonly string[]): number[] {
  const { width, height, sizeInBytes } = file;
  return [
    ...formats.map((format) => Number(file.format === format)),
    Math.log(width),
    Math.log(height),
    width / height,
    Math.log((8 * sizeInBytes) / (width * height)),
  ];
}

/**
 * A fold for every file, such that a source lies in one fold, and every fold has fakes and reals. Undefined where a class
 * has fewer than two sources, or where learning would lack a class.
 */
export function foldSources(files: readonly FileFacts[]): number[] | undefined {
  const sources = [...Map.groupBy(files, ({ source }) => source)]
    .map(([source, members]) => ({ source, ...countLabels(members) }))
    .toSorted((a, b) => b.real + b.fake - a.real - a.fake || compare(a.source, b.source));
  const withReals = sources.filter(({ real }) => real > 0).length;
  const withFakes = sources.filter(({ fake }) => fake > 0).length;
  const count = Math.min(mostFolds, withReals, withFakes);
  if (count < 2) return undefined;
  const folds = assign(sources, count);
  return checked(
    files.map(({ source }) => folds.get(source) ?? 0),
    files,
  );
}

/** A fold for every file, each class dealt out evenly. Undefined where a class has fewer than two files. */
export function foldPictures(files: readonly FileFacts[]): number[] | undefined {
  const { real, fake } = countLabels(files);
  const count = Math.min(mostFolds, real, fake);
  if (count < 2) return undefined;
  const dealt = { real: 0, fake: 0 };
  return files.map(({ label }) => dealt[label]++ % count);
}

interface LabelCounts {
  real: number;
  fake: number;
}

/** Every source goes where fewest of its own kind are, the largest first. */
function assign(
  sources: readonly (LabelCounts & { source: string })[],
  count: number,
): Map<string, number> {
  const loads = Array.from({ length: count }, (): LabelCounts => ({ real: 0, fake: 0 }));
  const folds = new Map<string, number>();
  for (const { source, real, fake } of sources) {
    const crowding = loads.map((load) => load.real * real + load.fake * fake);
    const fold = crowding.indexOf(Math.min(...crowding));
    folds.set(source, fold);
    const load = loads[fold];
    if (load) loads[fold] = { real: load.real + real, fake: load.fake + fake };
  }
  return folds;
}

function checked(folds: number[], files: readonly FileFacts[]): number[] | undefined {
  const canLearn = [...new Set(folds)].every((fold) => {
    const { real, fake } = countLabels(files.filter((_, i) => folds[i] !== fold));
    return real > 0 && fake > 0;
  });
  return canLearn ? folds : undefined;
}

function crossValidate(files: readonly FileFacts[], folds: readonly number[]): number[] {
  const formats = [...new Set(files.map(({ format }) => format))].toSorted();
  const rows = files.map((file) => describeFile(file, formats));
  const classifiers = new Map<number | undefined, Classifier>();
  for (const fold of new Set(folds)) {
    const others = files.flatMap((_, i) => (folds[i] === fold ? [] : [i]));
    const examples = {
      rows: others.map((i) => rows[i] ?? []),
      isPositive: others.map((i) => files[i]?.label === 'fake'),
    };
    classifiers.set(fold, fitLogistic(examples));
  }
  return rows.map((row, i) => classifiers.get(folds[i])?.(row) ?? NaN);
}

function countLabels(files: readonly FileFacts[]): LabelCounts {
  const fake = files.filter(({ label }) => label === 'fake').length;
  return { real: files.length - fake, fake };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
