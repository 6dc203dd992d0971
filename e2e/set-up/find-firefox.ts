import { delimiter, join } from 'node:path';
import type { Machine } from './find-browser.ts';

/** The oldest Firefox that Candid runs in: `strict_min_version` of the manifest. */
export const oldestFirefox = 153;

/** Looks for a Firefox that Candid runs in: `FIREFOX_PATH` alone where that is set, else the usual places. */
export function findFirefox(machine: Omit<Machine, 'playwrightPath'>): string | undefined {
  return candidatePaths(machine).find((path) => {
    if (!machine.exists(path)) return false;
    const [, major] = /Firefox (\d+)/.exec(machine.versionOf(path) ?? '') ?? [];
    return Number(major) >= oldestFirefox;
  });
}

function candidatePaths({ platform, env }: Pick<Machine, 'platform' | 'env'>): string[] {
  if (env['FIREFOX_PATH']) return [env['FIREFOX_PATH']];
  if (platform === 'darwin') return macPaths(env['HOME'] ?? '');
  if (platform === 'win32') return windowsPaths(env);
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/bin', '/snap/bin'];
  return ['firefox-esr', 'firefox'].flatMap((name) => folders.map((folder) => join(folder, name)));
}

function macPaths(home: string): string[] {
  const names = ['Firefox', 'Firefox Developer Edition'];
  return ['/Applications', `${home}/Applications`].flatMap((folder) =>
    names.map((name) => `${folder}/${name}.app/Contents/MacOS/firefox`),
  );
}

function windowsPaths(env: Machine['env']): string[] {
  return [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']]
    .filter((folder) => folder !== undefined)
    .map((folder) => `${folder}\\Mozilla Firefox\\firefox.exe`);
}
