import { parseArgs } from 'node:util';
import { buildExtension, extensionFolder } from '../../e2e/set-up/build-extension.ts';
import { ensureBrowser } from '../../e2e/set-up/ensure-browser.ts';
import { Site } from '../../e2e/site/site.ts';
import { browseFeeds } from './browse.ts';
import { measureGrowth, type Growth } from './growth.ts';
import { runMutants } from './run-mutants.ts';
import { runPictures } from './run-pictures.ts';
import type { Part, PartEnd } from './part.ts';
import { SoakBrowser, type MessageCount } from './soak-browser.ts';

const mostGrowth = 0.1;
const patienceForMessagesMs = 30_000;

const parts = {
  pictures: { run: runPictures, amount: '2000' },
  mutants: { run: runMutants, amount: '10000' },
  browse: { run: browseFeeds, amount: '30' },
} satisfies Record<string, { run: Part; amount: string }>;

type Name = keyof typeof parts;
const names = Object.keys(parts) as Name[];

/**
 * `--pictures N`, `--mutants N`, `--browse <minutes>`: what is named, all with their usual amounts where nothing is. The
 * starter model judges.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pictures: { type: 'string' },
      mutants: { type: 'string' },
      browse: { type: 'string' },
    },
  });
  const named = names.filter((name) => values[name] !== undefined);
  const chosen = (named.length > 0 ? named : names).map((name) => ({
    name,
    amount: amountOf(name, values[name]),
  }));
  const executablePath = await ensureBrowser();
  await buildExtension('none');
  const site = await Site.start();
  const browser = await SoakBrowser.launch({ executablePath, extension: extensionFolder, site });
  try {
    const idle = await browser.newPage(); // The last page that is closed would end the browser.
    for (const { name, amount } of chosen) {
      report(name, await parts[name].run({ browser, site, amount }), browser);
    }
    reportMessages(await waitForAnswers(browser));
    await idle.close();
  } finally {
    await browser.close();
    site.close();
  }
}

function amountOf(name: Name, wanted: string = parts[name].amount): number {
  const amount = Number(wanted);
  if (amount > 0) return amount;
  throw new RangeError(`Expected --${name} with a number above 0, got ${wanted}`);
}

/** The host still answers, as dropped, what pages asked that are closed by now. */
async function waitForAnswers(browser: SoakBrowser): Promise<MessageCount> {
  const endsAt = Date.now() + patienceForMessagesMs;
  let messages = await browser.countMessages();
  while (messages.answered < messages.asked && Date.now() < endsAt) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    messages = await browser.countMessages();
  }
  return messages;
}

function report(name: Name, { summary, wrong, samples }: PartEnd, browser: SoakBrowser): void {
  const growth = measureGrowth(samples);
  const isGood = wrong === 0 && growth.fraction <= mostGrowth;
  if (!isGood) process.exitCode = 1;
  console.log(`memory: ${describeGrowth(growth)}`);
  console.log(
    `${name} ${isGood ? 'passed' : 'failed'}: ${summary}, ${wrong} wrong, ` +
      `${browser.startedWorkers} workers, memory ${inPercent(growth.fraction)}`,
  );
}

function reportMessages({ asked, answered }: MessageCount): void {
  const isGood = asked > 0 && answered === asked;
  if (!isGood) process.exitCode = 1;
  const ending = process.exitCode ? 'failed' : 'passed';
  console.log(`soak ${ending}: ${asked - answered} of ${asked} messages unanswered`);
}

function describeGrowth({ from, bytesThen, bytesNow }: Growth): string {
  return `${inMegabytes(bytesThen)} after ${Math.round(from)}, ${inMegabytes(bytesNow)} at the end`;
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MB`;
}

function inPercent(fraction: number): string {
  return `${fraction < 0 ? '' : '+'}${(fraction * 100).toFixed(1)} %`;
}

await main();
