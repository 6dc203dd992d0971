import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Machine } from './find-browser.ts';

const startTimeoutMs = 20_000;

/** This computer, as choosing a browser sees it. */
export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  playwrightPath: chromium.executablePath(),
  exists: existsSync,
  versionOf: process.platform === 'win32' ? versionBeside : askVersion,
};

/** Whether a window can be shown to somebody. */
export function hasDisplay({ platform, env }: Pick<Machine, 'platform' | 'env'>): boolean {
  if (env['CI']) return false;
  return platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
}

function askVersion(path: string): string | undefined {
  const { status, stdout } = spawnSync(path, ['--version'], {
    encoding: 'utf8',
    timeout: startTimeoutMs,
  });
  return status === 0 ? stdout.trim() : undefined;
}

/** On Windows `--version` opens a window; the version is the name of a folder or manifest beside the program. */
function versionBeside(path: string): string | undefined {
  if (/firefox\.exe$/.test(path)) return firefoxVersionBeside(path);
  const version = readdirSync(dirname(path))
    .map((name) => /^(\d+\.\d+\.\d+\.\d+)(\.manifest)?$/.exec(name)?.[1])
    .find((found) => found !== undefined);
  const isBranded = /Google\\Chrome\\/.test(path);
  return version && `${isBranded ? 'Google Chrome' : 'Chromium'} ${version}`;
}

function firefoxVersionBeside(path: string): string | undefined {
  const settings = readFileSync(join(dirname(path), 'application.ini'), 'utf8');
  const version = /^Version=(.+)$/m.exec(settings)?.[1];
  return version && `Mozilla Firefox ${version.trim()}`;
}
