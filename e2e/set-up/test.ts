import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import { describeCounts, type Count } from './count.ts';
import { ensureBrowser } from './ensure-browser.ts';
import { ensureFirefox } from './ensure-firefox.ts';
import { tryModel } from './model/try-model.ts';
import {
  runQuietly,
  runWithProgress,
  waitWithProgress,
  type Command,
  type CommandEnd,
} from './progress.mjs';
import { allSteps, prepare, type Step } from './steps.ts';

interface StepEnd {
  count: Count;
  /** What there is to say of it. */
  lines: string[];
}

interface Running {
  run: (command: Command) => Promise<CommandEnd>;
  /** How the build ends, where there is one. */
  built: Promise<StepEnd> | undefined;
}

const failedStep: Count = { passed: 0, failed: 1, skipped: 0 };
const passedStep: Count = { passed: 1, failed: 0, skipped: 0 };

/** Runs the steps named on the command line, all of them without names, and ends with their sum. */
async function main(names: string[]): Promise<void> {
  const isWanted = (name: string) => names.length === 0 || names.includes(name);
  if (isWanted('e2e')) await tryModel();
  const chromium = await ensureBrowser();
  const firefox = isWanted('firefox') ? await ensureFirefox() : undefined;
  const steps = allSteps({ chromium, firefox }).filter(({ name }) => isWanted(name));
  const ends = await runTogether(steps.filter(({ isLight }) => isLight));
  for (const step of steps.filter(({ isLight }) => !isLight)) {
    console.log(`\n${step.name}`);
    const run = (command: Command) => runWithProgress(step.name, command);
    const end = runStep(step, { run, built: ends.get('build') });
    ends.set(step.name, end);
    tell(await end);
  }
  const counts = (await Promise.all(ends.values())).map(({ count }) => count);
  const summary = describeCounts(counts);
  process.exitCode = counts.some(({ failed }) => failed > 0) ? 1 : 0;
  console.log(`\n${summary}`);
}

/** A step on every core. What there is to say comes in order, when all have ended. */
async function runTogether(steps: Step[]): Promise<Map<string, Promise<StepEnd>>> {
  const ends = new Map<string, Promise<StepEnd>>();
  if (steps.length === 0) return ends;
  const { code, output } = await runWithProgress('preparing', prepare);
  if (code !== 0) throw new Error(output);
  const queue = new PQueue({ concurrency: availableParallelism() });
  const running = new Set<string>();
  for (const step of steps) {
    const built = ends.get('build');
    const run = async () => {
      running.add(step.name);
      const end = await runStep(step, { run: runQuietly, built });
      running.delete(step.name);
      return end;
    };
    ends.set(step.name, queue.add(run));
  }
  await waitWithProgress('checking', queue.onIdle(), () => [...running].join(', '));
  for (const [name, end] of ends) {
    console.log(`\n${name}`);
    tell(await end);
  }
  return ends;
}

async function runStep(step: Step, { run, built }: Running): Promise<StepEnd> {
  const hasNoBuild = step.needsBuild && (await built)?.count.failed;
  if (hasNoBuild) return { count: failedStep, lines: ['  not run: there is no build'] };
  const { code, output, seconds } = await runCommands(step, run);
  const count = countOf(step, code);
  const sum = `  ${describeCounts([count])} in ${seconds.toFixed(1)} s`;
  return { count, lines: count.failed > 0 ? [output.trimEnd(), sum] : [sum] };
}

function tell({ lines }: StepEnd): void {
  for (const line of lines) console.log(line);
}

async function runCommands({ commands }: Step, run: Running['run']): Promise<CommandEnd> {
  let output = '';
  let seconds = 0;
  for (const command of commands) {
    const end = await run(command);
    output += end.output;
    seconds += end.seconds;
    if (end.code !== 0) return { code: end.code, output, seconds };
  }
  return { code: 0, output, seconds };
}

/** A step that ended badly counts at least one failure, also where its report tells of none. */
function countOf({ count: readCount }: Step, code: number): Count {
  if (!readCount) return code === 0 ? passedStep : failedStep;
  try {
    const count = readCount();
    return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
  } catch (error) {
    console.log(`  no report: ${String(error)}`);
    return failedStep;
  }
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.log(`\n${describeCounts([failedStep])}`);
  process.exitCode = 1;
});
