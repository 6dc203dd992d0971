import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runWithProgress } from './progress.mjs';

/** Installs what `package-lock.json` asks for, unless exactly that is there. Throws with npm's output when it fails. */
export async function ensureDependencies(root) {
  if (areDependenciesCurrent(root)) return;
  console.log('Installing packages (npm ci)');
  const { code, output, seconds } = await runWithProgress('npm ci', npm('ci', '--prefix', root));
  if (code !== 0) throw new Error(`npm ci ended with code ${code}:\n${output}`);
  console.log(`  done in ${seconds.toFixed(1)} s`);
}

/** Whether npm finished an installation of this very lock file. Optional packages (other platforms) may be absent. */
export function areDependenciesCurrent(root) {
  const installedLock = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(installedLock);
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      path === '' || optional || link || installed[path]?.version === version,
  );
}

function readPackages(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/** npm without its shell wrapper, when npm started us: the same on every platform. */
function npm(...args) {
  const { npm_execpath: npmPath } = process.env;
  if (npmPath?.endsWith('.js')) return { command: process.execPath, args: [npmPath, ...args] };
  return { command: 'npm', args };
}
