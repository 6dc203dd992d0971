import { findBrowser, oldestChromium, type BrowserSearch } from './find-browser.ts';
import { debianInstallations, tryInstallation, type Installation } from './install-browser.ts';
import { thisMachine } from './machine.ts';

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
    if (!(await tryInstallation(installation))) continue;
    const { found } = findBrowser(thisMachine);
    if (found) return found.path;
  }
  throw new Error(explain(search));
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
  return [playwright, ...debianInstallations('Installing Chromium (apt-get)', 'chromium')];
}

function explain({ refused }: BrowserSearch): string {
  return [
    'No browser that can load the extension was found.',
    ...refused.map(({ path, reason }) => `  ${path}: ${reason}`),
    `Install Chromium ${oldestChromium} or later, or Chrome for Testing`,
    '(https://googlechromelabs.github.io/chrome-for-testing), or name it in CHROME_PATH.',
  ].join('\n');
}
