import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildExtension, extensionFolder } from '../../e2e/set-up/build-extension.ts';
import { ensureBrowser } from '../../e2e/set-up/ensure-browser.ts';
import {
  quotedShare,
  type BlankedShare,
  type MeasuredExplanation,
} from '../../lib/verdict/explanation.ts';
import type { CatalogEntry } from '../../lib/verdict/model.ts';
import { catalogPath } from '../../models/packaging/build-catalog.ts';
import { writeEntry } from '../calibrate/write-catalog.ts';
import { EngineBrowser } from '../engine/engine-browser.ts';
import { listPictures, takeEvenly, type LabelledPicture } from '../eval/list-pictures.ts';
import { findModel } from '../eval/places.ts';
import { showProgressBar } from '../eval/progress-bar.ts';
import { checkPictures, type CheckOutcome } from './check-pictures.ts';
import { measureMovement } from './movement.ts';
import { describeMovement, describeWorth } from './report.ts';

const root = resolve(import.meta.dirname, '../..');
const usage = 'npm run explain-check -- <folder> [--model <id>] [--limit N]';
const shares = [0.1, quotedShare, 0.5];

interface Wishes {
  folder: string;
  entry: CatalogEntry;
  /** How many pictures at most. */
  limit: number;
}

/** Finds out whether a model's attention maps point at what its scores hang on, and writes that into the catalog. */
async function main(args: string[]): Promise<void> {
  const wishes = readWishes(args);
  const { folder, entry, limit } = wishes;
  const pictures = takeEvenly(listPictures(folder), limit);
  const name = basename(resolve(folder));
  console.log(`Blanking parts of ${pictures.length} pictures of ${name}, judged by ${entry.name}`);
  const { checked, failures } = await check(wishes, pictures);
  for (const { path, message } of failures) console.log(`  left out: ${path} (${message})`);
  if (checked.length === 0) throw new Error('None of the pictures could be judged');
  const scores = shares.map((share) =>
    measureMovement(
      checked.map((each) => each.scores),
      share,
    ),
  );
  const logits = shares.map((share) =>
    measureMovement(
      checked.map((each) => each.logits),
      share,
    ),
  );
  const explanation: MeasuredExplanation = {
    n: checked.length,
    date: new Date().toISOString().slice(0, 10),
    source: `pictures of ${name}`,
    blanked: scores.map(rounded),
  };
  tell(describeMovement(scores, 'score'));
  tell(describeMovement(logits, 'logit'));
  console.log(`\n${describeWorth(explanation)}`);
  await writeEntry(resolve(root, catalogPath), entry.id, { explanation });
  console.log(`Written to ${catalogPath}, of ${entry.name}`);
}

/** @throws Error in words where something is asked that cannot be. */
function readWishes(args: string[]): Wishes {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { model: { type: 'string' }, limit: { type: 'string', default: '60' } },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new Error(`Expected a folder: ${usage}`);
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1) {
    throw new Error(`Expected --limit 1 or more, got ${values.limit}`);
  }
  return { folder, entry: findModel(values.model), limit };
}

async function check(
  { folder, entry }: Wishes,
  pictures: readonly LabelledPicture[],
): Promise<CheckOutcome> {
  const executablePath = await ensureBrowser();
  await buildExtension(entry.id);
  const browser = await EngineBrowser.launch({ executablePath, extension: extensionFolder });
  const bar = showProgressBar();
  const { preprocessing } = entry;
  const judge = (file: Uint8Array<ArrayBuffer>) => browser.judge(file);
  try {
    const { onProgress } = bar;
    return await checkPictures({ folder, pictures, shares, preprocessing, judge, onProgress });
  } finally {
    bar.stop();
    await browser.close();
  }
}

/** No finer than such figures are. */
function rounded({ share, highest, random, lowest, ...beyond }: BlankedShare): BlankedShare {
  const round = (figure: number) => Number(figure.toFixed(4));
  const roundInterval = ({ value, low, high }: BlankedShare['moreThanRandom']) => ({
    value: round(value),
    low: round(low),
    high: round(high),
  });
  return {
    share,
    highest: round(highest),
    random: round(random),
    lowest: round(lowest),
    moreThanRandom: roundInterval(beyond.moreThanRandom),
    moreThanLowest: roundInterval(beyond.moreThanLowest),
  };
}

function tell(lines: readonly string[]): void {
  console.log();
  for (const line of lines) console.log(line);
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
