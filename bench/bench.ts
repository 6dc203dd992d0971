import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { ensureBrowser } from '../e2e/set-up/ensure-browser.ts';
import { waitWithProgress } from '../e2e/set-up/progress.mjs';
import { BenchBrowser } from './browser.ts';
import { collectFigures, largestLogitGap } from './collect.ts';
import { feedPictures, otherPictures, phonePicture } from './pictures.ts';
import { prepare } from './prepare.ts';
import { describeFindings, describeSpeedUp, precisionOf, replaceBetweenMarkers } from './report.ts';
import {
  measureColdStarts,
  measureDrift,
  measurePreparation,
  measureWarm,
  warmUp,
  type Arena,
} from './stages.ts';

const readmePath = join(import.meta.dirname, 'README.md');
const mostThreads = 8;
const fewestRoundsForTheReadme = 10;

/** `--rounds N`: how many samples of everything. With fewer than 10 the table is printed and not kept. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' } } });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new RangeError(`Expected --rounds 1 or more, got ${values.rounds}`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'candid-bench-'));
  console.log(`Load of the machine before: ${describeLoad()}`);
  try {
    await compare(folder, rounds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(folder: string, rounds: number): Promise<void> {
  const executablePath = await ensureBrowser();
  const { wholePackageBytes, ...prepared } = await waitWithProgress('preparing', prepare(folder));
  const browser = await BenchBrowser.launch(executablePath, Object.values(prepared.extensions));
  const cores = availableParallelism();
  const machine = `${cores} cores (${process.arch}), Chromium ${browser.version}`;
  const arena = { ...prepared, browser, nativeThreads: Math.min(cores, mostThreads) };
  const findings = await measureAll(arena, rounds).finally(() => browser.close());
  const date = new Date().toISOString().slice(0, 10);
  const text = describeFindings(
    { ...findings, wholePackageBytes },
    { command: 'npm run bench', date, machine, rounds },
  );
  console.log(`\n${text}\n`);
  if (rounds >= fewestRoundsForTheReadme) await keep(text);
  console.log(`Load of the machine after: ${describeLoad()}`);
  console.log(describeSpeedUp(findings.figures, precisionOf(findings.drift)));
}

async function measureAll(arena: Arena, rounds: number) {
  const feed = feedPictures.map(({ name }) => name);
  const picture = feedPictures[0].name;
  const drift = await waitWithProgress('drift of int8', measureDrift(arena));
  const cold = await waitWithProgress('cold starts', measureColdStarts(arena, { picture, rounds }));
  const warm = await waitWithProgress('loading', warmUp(arena, picture));
  const measure = (label: string, pictures: string[]) =>
    waitWithProgress(label, measureWarm(warm, { pictures, rounds, warmUps: 1 }));
  try {
    const samples = {
      cold,
      feed: await measure('feed picture', [picture]),
      phone: await measure('12 megapixels', [phonePicture.name]),
      batch: await measure('batches', feed),
      engines: warm.engines,
    };
    const preparing = measurePreparation(warm, { pictures: preparedPictures(), rounds });
    return {
      figures: collectFigures(samples, arena.extensions),
      preparations: await waitWithProgress('bytes to tensor', preparing),
      runsOn: warm.engines.fp32.name,
      drift,
      largestLogitGap: largestLogitGap(samples.batch),
    };
  } finally {
    warm.native.close();
  }
}

function preparedPictures() {
  const pictures = [feedPictures[0], phonePicture, ...otherPictures];
  return pictures.map(({ name, width, height, format }) => ({
    name,
    label: `${format} ${width} x ${height}`,
  }));
}

async function keep(text: string): Promise<void> {
  const page = replaceBetweenMarkers(readFileSync(readmePath, 'utf8'), text);
  writeFileSync(readmePath, await format(page, { parser: 'markdown' }));
}

function describeLoad(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

await main();
