import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findFirefox, oldestFirefox } from './find-firefox.ts';

type Versions = Record<string, string | undefined>;

const machineWith = (versions: Versions, env: Record<string, string> = {}) => ({
  platform: 'linux' as const,
  env: { PATH: '/usr/local/bin:/usr/bin', ...env },
  exists: (path: string) => path in versions,
  versionOf: (path: string) => versions[path],
});
const current = `Mozilla Firefox ${oldestFirefox}.7.0esr`;

it('takes Firefox ESR where it is, before another one', () => {
  const versions = { '/usr/bin/firefox': current, '/usr/bin/firefox-esr': current };
  expect(findFirefox(machineWith(versions))).toBe('/usr/bin/firefox-esr');
});

it('passes over one that is too old or does not start', () => {
  const versions = {
    '/usr/local/bin/firefox-esr': undefined,
    '/usr/bin/firefox-esr': `Mozilla Firefox ${oldestFirefox - 1}.0`,
    '/usr/bin/firefox': current,
  };
  expect(findFirefox(machineWith(versions))).toBe('/usr/bin/firefox');
});

it('takes the one that the person names, and no other in its place', () => {
  const versions = { '/opt/firefox': current, '/usr/bin/firefox-esr': current };
  const named = (path: string) => findFirefox(machineWith(versions, { FIREFOX_PATH: path }));
  expect(named('/opt/firefox')).toBe('/opt/firefox');
  expect(named('/opt/nothing')).toBeUndefined();
});

it('finds Firefox on a Mac and on Windows', () => {
  const mac = '/Applications/Firefox.app/Contents/MacOS/firefox';
  const onMac = { ...machineWith({ [mac]: current }), platform: 'darwin' as const };
  expect(findFirefox(onMac)).toBe(mac);
  const windows = 'C:\\Program Files\\Mozilla Firefox\\firefox.exe';
  const env = { PROGRAMFILES: 'C:\\Program Files' };
  const onWindows = { ...machineWith({ [windows]: current }, env), platform: 'win32' as const };
  expect(findFirefox(onWindows)).toBe(windows);
});

it('asks for the version that the manifest asks for', () => {
  const config = readFileSync(new URL('../../wxt.config.ts', import.meta.url), 'utf8');
  expect(config).toContain(`strict_min_version: '${oldestFirefox}.0'`);
});
