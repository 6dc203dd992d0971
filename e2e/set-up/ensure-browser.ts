import { existsSync } from 'node:fs';
import { findBrowser, oldestChromium, type BrowserSearch } from './find-browser.ts';
import { thisMachine } from './machine.ts';
import { runWithProgress, type Command } from './progress.mjs';

/** Ends a download that does not come forward, as on a computer that reaches no server but its packages'. */
const downloadTimeoutMs = 180_000;

/**
 * The path of a Chromium that loads Candid, installed first where there is none.
 *
 * @throws Error that says what was found, what was tried and what to install.
 */
export async function ensureBrowser(): Promise<string> {
  const search = findBrowser(thisMachine);
  if (search.found) return search.found.path;
  if (process.env['CHROME_PATH']) throw new Error(explain(search));
  for (const installation of installations()) {
    const path = await tryInstallation(installation);
    if (path) return path;
  }
  throw new Error(explain(search));
}

interface Installation {
  label: string;
  commands: Command[];
}

function installations(): Installation[] {
  const playwright = {
    label: 'Downloading Chromium (Playwright)',
    commands: [
      {
        command: 'playwright',
        args: ['install', 'chromium'],
        env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' },
        signal: AbortSignal.timeout(downloadTimeoutMs),
      },
    ],
  };
  return isRootOnDebian() ? [playwright, debianChromium] : [playwright];
}

const debianChromium: Installation = {
  label: 'Installing Chromium (apt-get)',
  commands: [
    { command: 'apt-get', args: ['update'] },
    { command: 'apt-get', args: ['install', '-y', '--no-install-recommends', 'chromium'] },
  ],
};

async function tryInstallation({ label, commands }: Installation): Promise<string | undefined> {
  console.log(label);
  for (const command of commands) {
    const { code, output } = await runWithProgress(label, command);
    if (code === 0) continue;
    console.log(`  not possible here: ${reasonIn(output)}`);
    return undefined;
  }
  return findBrowser(thisMachine).found?.path;
}

function reasonIn(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return (
    lines.find((line) => /error|failed|unable/i.test(line)) ?? lines.at(-1) ?? 'no reason given'
  );
}

function isRootOnDebian(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

function explain({ refused }: BrowserSearch): string {
  return [
    'No browser that can load the extension was found.',
    ...refused.map(({ path, reason }) => `  ${path}: ${reason}`),
    `Install Chromium ${oldestChromium} or later, or Chrome for Testing`,
    '(https://googlechromelabs.github.io/chrome-for-testing), or name it in CHROME_PATH.',
  ].join('\n');
}
