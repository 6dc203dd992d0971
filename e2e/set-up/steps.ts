import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countPlaywright, countVitest, type Count } from './count.ts';
import type { Command } from './progress.mjs';

/** One thing that `npm test` does. Without `count` the step counts as one test: passed when its commands end well. */
export interface Step {
  name: string;
  commands: Command[];
  /** It takes one core, and may run beside others that do. */
  isLight?: boolean;
  /** It is of no use where the extension could not be built. */
  needsBuild?: boolean;
  /** Reads what the step counted, from a report that its commands wrote. Throws when there is none. */
  count?: () => Count;
}

/** The browsers that tests run in. Without a Firefox, its tests are skipped. */
export interface Browsers {
  chromium: string;
  firefox: string | undefined;
}

/** Writes the types of WXT's own modules, which types and lint read. */
export const prepare: Command = { command: 'wxt', args: ['prepare'] };

/** All steps in order. */
export function allSteps({ chromium, firefox }: Browsers): Step[] {
  return [
    lightStep('types', { command: 'tsc', args: ['--noEmit'] }),
    lightStep('lint', { command: 'eslint', args: ['.', '--max-warnings', '0'] }),
    lightStep('format', { command: 'prettier', args: ['--check', '.'] }),
    buildStep,
    packageStep,
    unitStep(chromium),
    endToEndStep('e2e', { CHROME_PATH: chromium }),
    firefox ? endToEndStep('firefox', { CHROME_PATH: chromium, FIREFOX_PATH: firefox }) : noFirefox,
  ];
}

/** Without a fetched model: what tests see must not depend on what somebody fetched. */
const buildStep: Step = {
  name: 'build',
  isLight: true,
  commands: [['build'], ['build', '-b', 'firefox']].map((args) => ({
    command: 'wxt',
    args,
    env: { ...process.env, CANDID_BUNDLE: 'none' },
  })),
};

/** What `web-ext lint` runs: the checks that Firefox's store makes of a package. */
const packageStep: Step = {
  ...lightStep('package', { command: 'node', args: ['e2e/set-up/lint-package.ts'] }),
  needsBuild: true,
};

const noFirefox: Step = {
  name: 'firefox',
  commands: [],
  count: () => ({ passed: 0, failed: 0, skipped: 1 }),
};

function lightStep(name: string, command: Command): Step {
  return { name, commands: [command], isLight: true };
}

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

/** `name` is also that of the project in `playwright.config.ts`. */
function endToEndStep(name: string, paths: Record<string, string>): Step {
  const report = reportPath();
  const env = { ...process.env, ...paths, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const args = ['test', `--project=${name}`, '--reporter=list,json'];
  return {
    name,
    commands: [{ command: 'playwright', args, env }],
    needsBuild: true,
    count: () => countPlaywright(report),
  };
}

function reportPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'candid-test-')), 'report.json');
}
