import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new, empty profile in developer mode: without it Chromium disables an unpacked extension that reloads itself. */
export function createProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'candid-e2e-'));
  const preferences = { extensions: { ui: { developer_mode: true } } };
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  return profile;
}
