import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const profiles: string[] = [];

process.on('exit', () => {
  for (const profile of profiles) rmSync(profile, { recursive: true, force: true });
});

/**
 * A new, empty profile in developer mode: without it Chromium disables an unpacked extension that reloads itself. It goes
 * when this process ends.
 */
export function createProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'candid-e2e-'));
  profiles.push(profile);
  const preferences = { extensions: { ui: { developer_mode: true } } };
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  return profile;
}
