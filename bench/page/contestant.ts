import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** Who is on the page; without a `folder`, nobody. */
export interface Guest {
  name: string;
  /** The folder of an unpacked extension. */
  folder: string | undefined;
}

interface Manifest {
  name: string;
  version: string;
  default_locale?: string;
}

/** An unpacked extension by the name that it gives itself. Throws when there is none. */
export function readGuest(path: string): Guest {
  const folder = resolve(path);
  if (!existsSync(join(folder, 'manifest.json'))) {
    throw new Error(`Expected the folder of an unpacked extension, got ${path}`);
  }
  const manifest = readJson(join(folder, 'manifest.json')) as Manifest;
  return { name: `${nameOf(manifest, folder)} ${manifest.version}`, folder };
}

function nameOf({ name, default_locale }: Manifest, folder: string): string {
  const [, key] = /^__MSG_(.+)__$/.exec(name) ?? [];
  if (!key || !default_locale) return name;
  const path = join(folder, '_locales', default_locale, 'messages.json');
  const messages = readJson(path) as Record<string, { message: string } | undefined>;
  return messages[key]?.message ?? basename(folder);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
}
