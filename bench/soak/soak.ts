import { parseArgs } from 'node:util';
import { buildExtension, extensionFolder } from '../../e2e/set-up/build-extension.ts';
import { ensureBrowser } from '../../e2e/set-up/ensure-browser.ts';
import { Site } from '../../e2e/site/site.ts';
import { measureGrowth, type Growth, type MemorySample } from './growth.ts';
import { picturesPerRound, planRounds } from './plan.ts';
import { runRound, type RoundEnd } from './run-round.ts';
import { SoakBrowser, type MessageCount } from './soak-browser.ts';

const mostGrowth = 0.1;
const roundsPerLine = 5;
const patienceForMessagesMs = 30_000;

interface Soak {
  ends: RoundEnd[];
  samples: MemorySample[];
  messages: MessageCount;
  startedWorkers: number;
}

/** `--pictures N`: how many pictures; 2,000 unless given. The starter model judges. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { pictures: { type: 'string', default: '2000' } } });
  const pictures = Number(values.pictures);
  if (!Number.isInteger(pictures) || pictures < picturesPerRound) {
    throw new RangeError(`Expected --pictures ${picturesPerRound} or more, got ${values.pictures}`);
  }
  const executablePath = await ensureBrowser();
  await buildExtension('none');
  const site = await Site.start();
  const browser = await SoakBrowser.launch({ executablePath, extension: extensionFolder, site });
  try {
    report(await soak({ browser, site, pictures }));
  } finally {
    await browser.close();
    site.close();
  }
}

async function soak({
  browser,
  site,
  pictures,
}: {
  browser: SoakBrowser;
  site: Site;
  pictures: number;
}): Promise<Soak> {
  const ends: RoundEnd[] = [];
  const samples: MemorySample[] = [];
  const idle = await browser.newPage(); // The last page that is closed would end the browser.
  for (const [at, round] of planRounds(pictures).entries()) {
    const number = at + 1;
    const end = await runRound(round, { browser, site, number });
    ends.push(end);
    samples.push({ pictures: number * picturesPerRound, bytes: await browser.readMemory() });
    for (const complaint of end.complaints) console.log(`  round ${number}: ${complaint}`);
    if (number % roundsPerLine === 0) console.log(describeProgress(samples, browser));
  }
  const messages = await waitForAnswers(browser);
  await idle.close();
  return { ends, samples, messages, startedWorkers: browser.startedWorkers };
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

function describeProgress(samples: MemorySample[], { startedWorkers }: SoakBrowser): string {
  const { pictures, bytes } = samples.at(-1) ?? { pictures: 0, bytes: NaN };
  return `  ${pictures} pictures, ${startedWorkers} workers so far, ${inMegabytes(bytes)} in memory`;
}

function report({ ends, samples, messages, startedWorkers }: Soak): void {
  const total = (count: 'judged' | 'failed' | 'left') =>
    ends.reduce((sum, end) => sum + end[count], 0);
  const wrong = ends.flatMap(({ complaints }) => complaints).length;
  const growth = measureGrowth(samples);
  const unanswered = messages.asked - messages.answered;
  const isGood =
    wrong === 0 && unanswered === 0 && messages.asked > 0 && growth.fraction <= mostGrowth;
  process.exitCode = isGood ? 0 : 1;
  console.log(`memory: ${describeGrowth(growth)}`);
  console.log(
    `soak ${isGood ? 'passed' : 'failed'}: ${total('judged') - wrong} judged, ${total('failed')} told why not, ` +
      `${total('left')} left, ${wrong} wrong, ${unanswered} of ${messages.asked} messages unanswered, ` +
      `${startedWorkers} workers, memory ${inPercent(growth.fraction)}`,
  );
}

function describeGrowth({ from, bytesThen, bytesNow }: Growth): string {
  return `${inMegabytes(bytesThen)} after ${from} pictures, ${inMegabytes(bytesNow)} at the end`;
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MB`;
}

function inPercent(fraction: number): string {
  return `${fraction < 0 ? '' : '+'}${(fraction * 100).toFixed(1)} %`;
}

await main();
