import { existsSync } from 'node:fs';
import { runWithProgress, type Command } from './progress.mjs';

/** One way to a browser that is not there yet. */
export interface Installation {
  label: string;
  commands: Command[];
}

/** Whether all commands of an installation ended well; where not, says why. */
export async function tryInstallation({ label, commands }: Installation): Promise<boolean> {
  console.log(label);
  for (const command of commands) {
    const { code, output } = await runWithProgress(label, command);
    if (code === 0) continue;
    console.log(`  not possible here: ${reasonIn(output)}`);
    return false;
  }
  return true;
}

/** Packages of Debian, where we may install them; nothing elsewhere. */
export function debianInstallations(label: string, name: string): Installation[] {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return [];
  const install = ['install', '-y', '--no-install-recommends', name];
  const commands = [['update'], install].map((args) => ({ command: 'apt-get', args }));
  return [{ label, commands }];
}

function reasonIn(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return (
    lines.find((line) => /error|failed|unable/i.test(line)) ?? lines.at(-1) ?? 'no reason given'
  );
}
