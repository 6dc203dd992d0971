import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildExtension, extensionFolder } from '../../e2e/set-up/build-extension.ts';
import { ensureBrowser } from '../../e2e/set-up/ensure-browser.ts';
import { deliveries, type Delivery } from '../../lib/verdict/delivery.ts';
import type { CatalogEntry } from '../../lib/verdict/model.ts';
import { writeReport } from './card.ts';
import type { EvaluatedModel, Evaluation } from './evaluation.ts';
import { makeThumbnails } from './html/make-thumbnails.ts';
import { writePage } from './html/page.ts';
import { judgeFolder, type FolderOutcome } from './judge-folder.ts';
import { Journal, type SetAside } from './journal.ts';
import { listPictures, takeEvenly, type LabelledPicture } from './list-pictures.ts';
import { findModel, modelOf, resultsPathOf } from './places.ts';
import { showProgressBar } from './progress-bar.ts';
import { describeChanged, describeFailures, describeSummary } from './report.ts';
import { SinglePrecisionJudge } from './single-precision.ts';
import { summarise } from './summary.ts';

const usage =
  'npm run eval -- <folder> [--model <id>] [--json <file>] [--html <file>] [--card <file>] [--deliveries original,medium,thumbnail,screenshot] [--limit N]';

interface Wishes {
  folder: string;
  entry: CatalogEntry;
  deliveries: Delivery[];
  /** How many pictures at most. */
  limit: number;
  json: string;
  html: string;
  /** A page to write the report into, where one is wanted. */
  card: string | undefined;
}

/** Has the shipped engine judge a folder of labelled pictures, and tells how often it is wrong. */
async function main(args: string[]): Promise<void> {
  const wishes = readWishes(args);
  const { folder, entry, limit } = wishes;
  const pictures = takeEvenly(listPictures(folder), limit);
  tellPlan(wishes, pictures);
  const outcome = await judge(wishes, pictures);
  tell(describeChanged(outcome.changed));
  tell(describeFailures(outcome.failures, wishes.deliveries.length));
  if (!outcome.engine || outcome.records.length === 0) {
    throw new Error('None of the pictures could be judged');
  }
  const evaluation: Evaluation = {
    version: 1,
    model: modelOf(entry),
    engine: outcome.engine,
    createdAt: new Date().toISOString(),
    folder: basename(resolve(folder)),
    records: outcome.records,
    failures: outcome.failures,
    summary: summarise(outcome.records, entry.zones),
  };
  await write(evaluation, wishes);
  if (wishes.card !== undefined) writeCard(evaluation, wishes.card);
  tell(describeSummary(evaluation.summary));
}

/** @throws Error in words where something is asked that cannot be. */
function readWishes(args: string[]): Wishes {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      model: { type: 'string' },
      json: { type: 'string' },
      html: { type: 'string' },
      card: { type: 'string' },
      deliveries: { type: 'string', default: deliveries.join() },
      limit: { type: 'string', default: 'Infinity' },
    },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new Error(`Expected a folder: ${usage}`);
  const entry = findModel(values.model);
  const json = resolve(values.json ?? resultsPathOf(folder, entry.id));
  return {
    folder,
    entry,
    deliveries: readDeliveries(values.deliveries),
    limit: readLimit(values.limit),
    json,
    html: resolve(values.html ?? json.replace(/(\.json)?$/, '.html')),
    card: values.card,
  };
}

function readDeliveries(list: string): Delivery[] {
  const wanted = list.split(',').map((name) => name.trim());
  const stranger = wanted.find((name) => !deliveries.some((delivery) => delivery === name));
  if (stranger !== undefined) {
    throw new Error(`Expected deliveries out of ${deliveries.join(', ')}, got "${stranger}"`);
  }
  return deliveries.filter((delivery) => wanted.includes(delivery));
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (limit === Infinity || (Number.isInteger(limit) && limit > 0)) return limit;
  throw new Error(`Expected --limit 1 or more, got ${text}`);
}

function tellPlan({ entry, deliveries, folder }: Wishes, pictures: readonly LabelledPicture[]) {
  console.log(`Judging ${pictures.length} pictures of ${basename(resolve(folder))}`);
  console.log(`  by ${entry.name}, delivered as: ${deliveries.join(', ')}`);
  console.log('  interrupt it whenever you like: the same command goes on where it stopped');
}

async function judge(
  { folder, entry, deliveries, json }: Wishes,
  pictures: LabelledPicture[],
): Promise<FolderOutcome> {
  const model = modelOf(entry);
  mkdirSync(dirname(json), { recursive: true });
  const journal = Journal.open(json.replace(/(\.json)?$/, '.jsonl'), model);
  tellResumption(journal);
  const judge = createJudge(entry, model);
  const bar = showProgressBar();
  const { onProgress } = bar;
  try {
    return await judgeFolder({ folder, pictures, deliveries, journal, judge, onProgress });
  } finally {
    bar.stop();
    await judge.close();
  }
}

/** Builds the extension and starts a browser once there is something to judge. */
function createJudge(entry: CatalogEntry, model: EvaluatedModel) {
  let started: Promise<SinglePrecisionJudge> | undefined;
  const start = async () => {
    const executablePath = await ensureBrowser();
    await buildExtension(entry.id);
    return new SinglePrecisionJudge({ executablePath, extension: extensionFolder }, model);
  };
  return {
    judge: async (file: Uint8Array<ArrayBuffer>) => (await (started ??= start())).judge(file),
    close: async () => (await started)?.close(),
  };
}

const setAsideReasons: Record<SetAside, string> = {
  otherModel: 'Earlier results are of another model: they were set aside, and all is judged anew',
  unreadable: 'Earlier results cannot be read: they were set aside, and all is judged anew',
};

function tellResumption({ setAside, size }: Journal): void {
  if (setAside) console.log(`  ${setAsideReasons[setAside]}`);
  if (size > 0) console.log(`  ${size} results of an earlier run are there`);
}

async function write(evaluation: Evaluation, { json, html, folder, entry }: Wishes): Promise<void> {
  writeFileSync(json, `${JSON.stringify(evaluation, null, 1)}\n`);
  const { falseAlarms, misses } = evaluation.summary.mistakes;
  const thumbnails = await makeThumbnails(folder, [...falseAlarms, ...misses]);
  writeFileSync(html, writePage({ evaluation, thumbnails, modelName: entry.name }));
  console.log(`\nWritten: ${json}\n         ${html}`);
}

function writeCard(evaluation: Evaluation, path: string): void {
  writeFileSync(path, writeReport(readFileSync(path, 'utf8'), evaluation));
  console.log(`         ${resolve(path)}`);
}

function tell(lines: readonly string[]): void {
  for (const line of lines) console.log(line);
}

/** What was judged is kept already, and the browser ends with us. Playwright would close it and let us start another. */
function endSoon(): never {
  console.log('\nInterrupted: the same command goes on from here');
  process.exit(130);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, endSoon);
await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
