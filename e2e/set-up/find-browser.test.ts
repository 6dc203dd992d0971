import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findBrowser, judgeBrowser, oldestChromium, type Machine } from './find-browser.ts';

const playwrightPath = '/home/me/.cache/ms-playwright/chromium-1/chrome';

function machineWith(versions: Record<string, string | undefined>, rest: Partial<Machine> = {}) {
  return {
    platform: 'linux',
    env: { PATH: '/usr/local/bin' },
    playwrightPath,
    exists: (path: string) => path in versions,
    versionOf: (path: string) => versions[path],
    ...rest,
  } satisfies Machine;
}

it('takes the browser that CHROME_PATH names before any other', () => {
  const versions = { '/opt/mine': 'Chromium 160.0.1.2', '/usr/bin/chromium': 'Chromium 156.0.1.2' };
  const machine = machineWith(versions, { env: { CHROME_PATH: '/opt/mine' } });
  expect(findBrowser(machine).found).toEqual({ path: '/opt/mine', major: 160 });
});

it('does not fall back to another browser when the one that CHROME_PATH names is refused', () => {
  const versions = { '/opt/mine': undefined, '/usr/bin/chromium': 'Chromium 156.0.1.2' };
  const machine = machineWith(versions, { env: { CHROME_PATH: '/opt/mine' } });
  expect(findBrowser(machine)).toEqual({
    found: undefined,
    refused: [{ path: '/opt/mine', reason: 'it does not start' }],
  });
});

it('says so when there is nothing where CHROME_PATH points', () => {
  const machine = machineWith({}, { env: { CHROME_PATH: '/opt/gone' } });
  expect(findBrowser(machine).refused).toEqual([
    { path: '/opt/gone', reason: 'there is no such file' },
  ]);
});

it('prefers Chromium on the search path to the one in /usr/bin and to that of Playwright', () => {
  const version = 'Chromium 156.0.1.2';
  const paths = ['/usr/local/bin/chromium', '/usr/bin/chromium', playwrightPath];
  const machine = machineWith(Object.fromEntries(paths.map((path) => [path, version])));
  expect(findBrowser(machine).found?.path).toBe('/usr/local/bin/chromium');
});

it('passes over a branded Chrome, which ignores --load-extension, and says so', () => {
  const machine = machineWith({
    '/usr/bin/google-chrome': 'Google Chrome 156.0.1.2',
    [playwrightPath]: 'Google Chrome for Testing 159.0.1.2',
  });
  const { found, refused } = findBrowser(machine);
  expect(found?.path).toBe(playwrightPath);
  expect(refused).toMatchObject([{ path: '/usr/bin/google-chrome' }]);
  expect(refused[0]?.reason).toContain('--load-extension');
});

it('refuses a Chromium that is older than the manifest allows', () => {
  expect(judgeBrowser('/usr/bin/chromium', 'Chromium 147.0.1.2')).toHaveProperty('reason');
  expect(judgeBrowser('/usr/bin/chromium', 'Chromium 148.0.1.2')).toHaveProperty('major', 148);
});

it('finds Chrome for Testing among the applications of a Mac', () => {
  const name = 'Google Chrome for Testing';
  const path = `/Users/me/Applications/${name}.app/Contents/MacOS/${name}`;
  const rest = { platform: 'darwin', env: { HOME: '/Users/me' } } as const;
  expect(findBrowser(machineWith({ [path]: `${name} 156.0.1.2` }, rest)).found?.path).toBe(path);
});

it('finds Chromium of the person on Windows', () => {
  const path = 'C:\\Users\\me\\AppData\\Local\\Chromium\\Application\\chrome.exe';
  const rest = {
    platform: 'win32',
    env: { LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local' },
  } as const;
  expect(findBrowser(machineWith({ [path]: 'Chromium 156.0.1.2' }, rest)).found?.path).toBe(path);
});

it('asks for the version that the manifest asks for', () => {
  const config = readFileSync(new URL('../../wxt.config.ts', import.meta.url), 'utf8');
  expect(config).toContain(`minimum_chrome_version: '${oldestChromium}'`);
});
