import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ErrorAtSize, Provenance, SmallestSize } from '../../lib/verdict/measured.ts';
import type { CatalogEntry } from '../../lib/verdict/model.ts';
import { catalogPath, readCatalog } from '../../models/packaging/build-catalog.ts';
import { readJudgedFolder, type JudgedFolder } from '../eval/evaluation.ts';
import { findModel, modelOf, resultsPathOf } from '../eval/places.ts';
import { chooseZones, type ChosenZones } from './choose-zones.ts';
import { describeChanges } from './describe-changes.ts';
import { describeZones } from './describe-zones.ts';
import { errorBound, findSmallest, measureSizes } from './find-smallest.ts';
import { judgeSizes } from './judge-sizes.ts';
import { writeCalibration, type Calibration } from './write-catalog.ts';
import { writeQuotes } from './write-quotes.ts';

const root = resolve(import.meta.dirname, '../..');
const usage = 'npm run calibrate -- <folder> [--model <id>], or npm run calibrate -- --quotes';

/** Chooses a model's zones by a folder of labelled pictures, and writes them and their error rates into the catalog. */
async function main(args: string[]): Promise<void> {
  const { folder, model, quotes } = readWishes(args);
  if (!quotes) await calibrate(folder, findModel(model));
  for (const page of writeQuotes(root))
    console.log(`Written to ${page}: the figures that it quotes`);
}

async function calibrate(folder: string, entry: CatalogEntry): Promise<void> {
  const resultsPath = resultsPathOf(folder, entry.id);
  const judged = ensureJudged(folder, { entry, resultsPath });
  checkSources(judged);
  const chosen = chooseZones(judged.records);
  tellZones(chosen);
  const provenance = provenanceOf(judged);
  const sizes = chosen.alert
    ? measureSizes(await judgeSizes({ folder, judged, resultsPath }), chosen.alert)
    : [];
  tellSizes(sizes);
  const after: Calibration = {
    zones: describeZones(chosen, provenance),
    smallest: smallestOf(sizes, provenance),
  };
  const before = getEntry(entry.id);
  await writeCalibration(resolve(root, catalogPath), entry.id, after);
  console.log(`\nWritten to ${catalogPath}, of ${entry.name}, by ${provenance.source}:`);
  for (const line of describeChanges(before, after)) console.log(`  ${line}`);
}

/** `quotes` wants no calibration. @throws Error in words where something is asked that cannot be. */
function readWishes(args: string[]) {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { model: { type: 'string' }, quotes: { type: 'boolean', default: false } },
  });
  const [folder = '', ...more] = positionals;
  if ((folder === '') !== values.quotes || more.length > 0) {
    throw new Error(`Expected a folder: ${usage}`);
  }
  return { folder, model: values.model, quotes: values.quotes };
}

interface Place {
  entry: CatalogEntry;
  resultsPath: string;
}

/** What `npm run eval` found, which runs first where it has not. */
function ensureJudged(folder: string, { entry, resultsPath }: Place): JudgedFolder {
  if (!existsSync(resultsPath)) evaluate(folder, entry.id);
  const judged = readJudgedFolder(resultsPath);
  if (JSON.stringify(judged.model) !== JSON.stringify(modelOf(entry))) {
    throw new Error(`Expected results of ${entry.name}, got others: run "npm run eval" again`);
  }
  return judged;
}

function evaluate(folder: string, model: string): void {
  const script = resolve(import.meta.dirname, '../eval/eval.ts');
  const args = [script, folder, '--model', model];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error('The evaluation did not come to its end');
}

/** @throws Error where nothing can be left out. */
function checkSources({ records }: JudgedFolder): void {
  for (const label of ['real', 'fake'] as const) {
    const count = countSources(records.filter((record) => record.label === label));
    if (count >= 2) continue;
    throw new Error(
      `Expected ${label} pictures of at least two sources, to leave one out, got ${count}`,
    );
  }
}

function countSources(records: JudgedFolder['records']): number {
  return new Set(records.map(({ source }) => source)).size;
}

function provenanceOf({ records, createdAt, folder }: JudgedFolder): Provenance {
  const source = `${countSources(records)} sources in ${folder}, each left out in turn`;
  return { date: createdAt.slice(0, 10), source };
}

function smallestOf(sizes: ErrorAtSize[], provenance: Provenance): SmallestSize | null {
  const shortSide = findSmallest(sizes);
  if (typeof shortSide === 'string') return null;
  const rounded = sizes.map((size) => ({ ...size, error: Number(size.error.toFixed(4)) }));
  return { shortSide, bound: errorBound, measured: { ...provenance, sizes: rounded } };
}

function getEntry(id: string): CatalogEntry {
  const entry = readCatalog(root).models.find((each) => each.id === id);
  if (!entry) throw new Error(`Expected ${id} in ${catalogPath}, got none`);
  return entry;
}

function tellZones(chosen: ChosenZones): void {
  for (const [name, zone] of Object.entries(chosen)) {
    if (!zone) console.log(`No threshold keeps the bound of "${name}": the zone is empty`);
  }
}

function tellSizes(sizes: ErrorAtSize[]): void {
  for (const { shortSide, error, n } of sizes) {
    console.log(
      `  ${shortSide} px: error ${error.toFixed(3)}, at most ${errorBound} wanted, n ${n}`,
    );
  }
  const smallest = findSmallest(sizes);
  if (sizes.length > 0 && typeof smallest === 'string') console.log(reasons[smallest]);
}

const reasons = {
  always: 'The error keeps its bound at every size: no picture is too small',
  never:
    'The error passes its bound at the largest size already, so size is not why: no picture is too small',
};

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
