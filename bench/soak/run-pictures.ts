import { withinTime } from '../../lib/host/waiting.ts';
import type { MemorySample } from './growth.ts';
import type { PartEnd, PartOptions } from './part.ts';
import { picturesPerRound, planRounds } from './plan.ts';
import { runRound, type RoundEnd } from './run-round.ts';

const roundsPerLine = 5;

/** Twice the patience with each of the two tabs. */
const roundMs = 600_000;

/** Shows so many pictures in tabs, while workers die, tabs are closed and servers misbehave. */
export async function runPictures({ browser, site, amount }: PartOptions): Promise<PartEnd> {
  const ends: RoundEnd[] = [];
  const samples: MemorySample[] = [];
  for (const [at, round] of planRounds(amount).entries()) {
    const number = at + 1;
    const tooLate = () => new Error(`Expected round ${number} to end in ${roundMs / 1000} s`);
    const end = await withinTime(runRound(round, { browser, site, number }), roundMs, tooLate);
    const sample = { pictures: number * picturesPerRound, bytes: await browser.readMemory() };
    ends.push(end);
    samples.push(sample);
    for (const complaint of end.complaints) console.log(`  round ${number}: ${complaint}`);
    if (number % roundsPerLine !== 0) continue;
    const megabytes = (sample.bytes / 2 ** 20).toFixed(0);
    console.log(
      `  ${sample.pictures} pictures, ${browser.startedWorkers} workers so far, ${megabytes} MB in memory`,
    );
  }
  const total = (count: 'judged' | 'failed' | 'left') =>
    ends.reduce((sum, end) => sum + end[count], 0);
  const wrong = ends.flatMap(({ complaints }) => complaints).length;
  const summary = `${total('judged') - wrong} judged, ${total('failed')} told why not, ${total('left')} left`;
  return { summary, wrong, samples };
}
