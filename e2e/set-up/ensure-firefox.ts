import { findFirefox, oldestFirefox } from './find-firefox.ts';
import { debianInstallations, tryInstallation } from './install-browser.ts';
import { thisMachine } from './machine.ts';

/**
 * The path of a Firefox that runs Candid, installed first where we may; undefined, and said, where there is none.
 *
 * @throws Error that says what to install, where a machine that tests for everybody (`CI`) would leave Firefox out.
 */
export async function ensureFirefox(): Promise<string | undefined> {
  const found = findFirefox(thisMachine);
  if (found) return found;
  if (!process.env['FIREFOX_PATH']) await installFirefox();
  const installed = findFirefox(thisMachine);
  if (installed) return installed;
  if (process.env['CI']) throw new Error(explain(process.env['FIREFOX_PATH']));
  console.log(explain(process.env['FIREFOX_PATH']));
  return undefined;
}

async function installFirefox(): Promise<void> {
  for (const installation of debianInstallations('Installing Firefox (apt-get)', 'firefox-esr')) {
    await tryInstallation(installation);
  }
}

function explain(named: string | undefined): string {
  const found = named === undefined ? '' : `, and ${named} is none`;
  return `No Firefox ${oldestFirefox} or later was found${found}: install one, or name it in FIREFOX_PATH.`;
}
