import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { buildExtension, extensionFolder } from '../../e2e/set-up/build-extension.ts';
import { ensureBrowser } from '../../e2e/set-up/ensure-browser.ts';
import { thisMachine } from '../../e2e/set-up/machine.ts';
import { waitWithProgress } from '../../e2e/set-up/progress.mjs';
import { Site } from '../../e2e/site/site.ts';
import { interleave } from '../interleave.ts';
import { replaceBetweenMarkers } from '../report.ts';
import { readGuest, type Guest } from './contestant.ts';
import { addFeed } from './feed.ts';
import { describeFigures, describeHarm } from './report.ts';
import { visit } from './visit.ts';

const readmePath = join(import.meta.dirname, '../README.md');
const fewestRoundsForTheReadme = 3;
const aimedPictures = 1_000;
const framesPerSecond = 60;
const nobody: Guest = { name: 'no extension', folder: undefined };

interface Options {
  peers: Guest[];
  rounds: number;
  seconds: number;
  pictures: number;
}

/** `--peer <folder>` for each further extension; `--rounds N` visits of everybody, each of `--seconds N`, on a page of `--pictures N`. Fewer than 3 rounds, or other than 1,000 pictures, are not kept. */
async function main(): Promise<void> {
  const { peers, rounds, seconds, pictures } = readOptions();
  const executablePath = await ensureBrowser();
  await buildExtension('none');
  const guests = [nobody, { ...readGuest(extensionFolder), name: 'Candid' }, ...peers];
  const site = await Site.start();
  const pictureUrls = await waitWithProgress('pictures', addFeed(site, pictures));
  const frames = seconds * framesPerSecond;
  const contestants = guests.map((guest) => ({
    name: guest.name,
    measure: () =>
      waitWithProgress(guest.name, visit({ executablePath, guest, site, pictureUrls, frames })),
  }));
  const samples = await interleave(contestants, { warmUps: 0, rounds }).finally(() => site.close());
  const figuresOf = ({ name }: Guest) => ({ name, visits: samples.get(name) ?? [] });
  const [bare, candid, ...others] = guests.map(figuresOf);
  if (!bare || !candid) throw new Error('Expected two guests');
  const machine = `${availableParallelism()} cores (${process.arch}), ${thisMachine.versionOf(executablePath) ?? 'Chromium'}`;
  const date = new Date().toISOString().slice(0, 10);
  const circumstances = { date, machine, rounds, pictures };
  const text = describeFigures([bare, candid, ...others], circumstances);
  console.log(`\n${text}\n`);
  if (rounds >= fewestRoundsForTheReadme && pictures === aimedPictures) await keep(text);
  console.log(describeHarm(candid, bare));
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      peer: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '40' },
      pictures: { type: 'string', default: String(aimedPictures) },
    },
  });
  return {
    peers: values.peer.map(readGuest),
    rounds: toCount(values.rounds),
    seconds: toCount(values.seconds),
    pictures: toCount(values.pictures),
  };
}

function toCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count > 0) return count;
  throw new RangeError(`Expected a whole number of at least 1, got ${value}`);
}

async function keep(text: string): Promise<void> {
  const page = replaceBetweenMarkers(readFileSync(readmePath, 'utf8'), text, 'bench:page');
  writeFileSync(readmePath, await format(page, { parser: 'markdown' }));
}

await main();
