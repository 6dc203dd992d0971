import { delimiter, join } from 'node:path';

/** What choosing a browser needs to know of the computer. Real: `machine.ts`. */
export interface Machine {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  /** Where Playwright keeps its own Chromium, there or not. */
  playwrightPath: string;
  exists(path: string): boolean;
  /** What the browser says of itself, such as `Chromium 156.0.8078.79`; undefined when it does not start. */
  versionOf(path: string): string | undefined;
}

export interface FoundBrowser {
  path: string;
  major: number;
}

/** A browser that is there but cannot be used, and the sentence that says why. */
export interface RefusedBrowser {
  path: string;
  reason: string;
}

export interface BrowserSearch {
  found: FoundBrowser | undefined;
  refused: RefusedBrowser[];
}

/** The oldest Chromium that Candid runs in: `minimum_chrome_version` of the manifest. */
export const oldestChromium = 148;

/** From this version on, Chrome and Edge ignore `--load-extension`; Chromium and Chrome for Testing do not. */
const firstBrandedWithoutExtensions = 137;

/** Looks for a browser that loads Candid: first `CHROME_PATH`, then the usual places, then Playwright's own. */
export function findBrowser(machine: Machine): BrowserSearch {
  const refused: RefusedBrowser[] = [];
  for (const path of candidatePaths(machine)) {
    if (!machine.exists(path)) {
      if (path === machine.env['CHROME_PATH'])
        refused.push({ path, reason: 'there is no such file' });
      continue;
    }
    const judged = judgeBrowser(path, machine.versionOf(path));
    if ('major' in judged) return { found: judged, refused };
    refused.push(judged);
  }
  return { found: undefined, refused };
}

/** Whether a browser of this name and version runs Candid, and if not, why. */
export function judgeBrowser(
  path: string,
  version: string | undefined,
): FoundBrowser | RefusedBrowser {
  const major = Number(/(\d+)\.\d+/.exec(version ?? '')?.[1]);
  if (!version || !major) return { path, reason: 'it does not start' };
  if (isBranded(version) && major >= firstBrandedWithoutExtensions) {
    return {
      path,
      reason: `${version} ignores --load-extension: Chromium or Chrome for Testing do`,
    };
  }
  if (major < oldestChromium) {
    return { path, reason: `${version} is older than Chromium ${oldestChromium}` };
  }
  return { path, major };
}

function isBranded(version: string): boolean {
  return /Google Chrome(?! for Testing)|Microsoft Edge/.test(version);
}

function candidatePaths({ platform, env, playwrightPath }: Machine): string[] {
  if (env['CHROME_PATH']) return [env['CHROME_PATH']];
  return [...usualPaths(platform, env), playwrightPath];
}

function usualPaths(platform: NodeJS.Platform, env: Machine['env']): string[] {
  if (platform === 'darwin') return macPaths(env['HOME'] ?? '');
  if (platform === 'win32') return windowsPaths(env);
  return linuxPaths(env['PATH'] ?? '');
}

function linuxPaths(searchPath: string): string[] {
  const names = ['chromium', 'chromium-browser', 'chrome-for-testing', 'chrome', 'google-chrome'];
  const folders = [...searchPath.split(delimiter), '/usr/bin', '/usr/lib/chromium', '/snap/bin'];
  return unique(names.flatMap((name) => folders.map((folder) => join(folder, name))));
}

function macPaths(home: string): string[] {
  const names = ['Chromium', 'Google Chrome for Testing', 'Google Chrome'];
  const folders = ['/Applications', `${home}/Applications`];
  return names.flatMap((name) =>
    folders.map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`),
  );
}

function windowsPaths(env: Machine['env']): string[] {
  const folders = [env['LOCALAPPDATA'], env['PROGRAMFILES'], env['PROGRAMFILES(X86)']];
  const names = ['Chromium', 'Google\\Chrome for Testing', 'Google\\Chrome'];
  return names.flatMap((name) =>
    folders
      .filter((folder) => folder !== undefined)
      .map((folder) => `${folder}\\${name}\\Application\\chrome.exe`),
  );
}

function unique(paths: string[]): string[] {
  return [...new Set(paths)];
}
