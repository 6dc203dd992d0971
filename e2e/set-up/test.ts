import { describeCounts, type Count } from './count.ts';
import { ensureBrowser } from './ensure-browser.ts';
import { ensureFirefox } from './ensure-firefox.ts';
import { tryModel } from './model/try-model.ts';
import { runWithProgress } from './progress.mjs';
import { allSteps, type Step } from './steps.ts';

const failedStep: Count = { passed: 0, failed: 1, skipped: 0 };
const passedStep: Count = { passed: 1, failed: 0, skipped: 0 };
const needBuild = ['package', 'e2e', 'firefox'];

/** Runs the steps named on the command line, all of them without names, and ends with their sum. */
async function main(names: string[]): Promise<void> {
  const isWanted = (name: string) => names.length === 0 || names.includes(name);
  if (isWanted('e2e')) await tryModel();
  const chromium = await ensureBrowser();
  const firefox = isWanted('firefox') ? await ensureFirefox() : undefined;
  const steps = allSteps({ chromium, firefox }).filter(({ name }) => isWanted(name));
  const counts = new Map<string, Count>();
  for (const step of steps) counts.set(step.name, await runStep(step, counts));
  const summary = describeCounts([...counts.values()]);
  process.exitCode = [...counts.values()].some(({ failed }) => failed > 0) ? 1 : 0;
  console.log(`\n${summary}`);
}

async function runStep(step: Step, before: ReadonlyMap<string, Count>): Promise<Count> {
  console.log(`\n${step.name}`);
  if (needBuild.includes(step.name) && before.get('build')?.failed) {
    console.log('  not run: there is no build');
    return failedStep;
  }
  const { code, output, seconds } = await runCommands(step);
  const count = countOf(step, code);
  if (count.failed > 0) console.log(output.trimEnd());
  console.log(`  ${describeCounts([count])} in ${seconds.toFixed(1)} s`);
  return count;
}

async function runCommands({ name, commands }: Step) {
  let output = '';
  let seconds = 0;
  for (const command of commands) {
    const end = await runWithProgress(name, command);
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
