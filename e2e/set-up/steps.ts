import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countPlaywright, countVitest, type Count } from './count.ts';
import type { Command } from './progress.mjs';

/** One thing that `npm test` does. Without `count` the step counts as one test: passed when its commands end well. */
export interface Step {
  name: string;
  commands: Command[];
  /** Reads what the step counted, from a report that its commands wrote. Throws when there is none. */
  count?: () => Count;
}

/** All steps in order. `browserPath` is the Chromium that tests run in. */
export function allSteps(browserPath: string): Step[] {
  return [
    {
      name: 'types',
      commands: [
        { command: 'wxt', args: ['prepare'] },
        { command: 'tsc', args: ['--noEmit'] },
      ],
    },
    { name: 'lint', commands: [{ command: 'eslint', args: ['.', '--max-warnings', '0'] }] },
    { name: 'format', commands: [{ command: 'prettier', args: ['--check', '.'] }] },
    unitStep(browserPath),
    buildStep,
    endToEndStep(browserPath),
  ];
}

/** Without a fetched model: what tests see must not depend on what somebody fetched. */
const buildStep: Step = {
  name: 'build',
  commands: [{ command: 'wxt', args: ['build'], env: { ...process.env, CANDID_BUNDLE: 'none' } }],
};

function unitStep(browserPath: string): Step {
  const report = reportPath();
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const env = { ...process.env, CHROME_PATH: browserPath };
  return {
    name: 'unit',
    commands: [{ command: 'vitest', args, env }],
    count: () => countVitest(report),
  };
}

function endToEndStep(browserPath: string): Step {
  const report = reportPath();
  const env = {
    ...process.env,
    CHROME_PATH: browserPath,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  };
  return {
    name: 'e2e',
    commands: [{ command: 'playwright', args: ['test', '--reporter=list,json'], env }],
    count: () => countPlaywright(report),
  };
}

function reportPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'candid-test-')), 'report.json');
}
