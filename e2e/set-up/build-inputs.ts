import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a build reads, from the root of the repository. The files of models are told by what the catalog pins of them. */
const sources = [
  ...['components', 'entrypoints', 'lib', 'models/packaging', 'public'],
  ...['package-lock.json', 'tsconfig.json', 'wxt.config.ts'],
];

/** Tells builds apart by all that they are made of: the sources in `root`, and what else is `given`. */
export function digestInputs(root: string, given: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(given));
  for (const path of sources.flatMap((source) => listFiles(root, source))) {
    digest.update(`\n${path}\n`).update(readFileSync(join(root, path)));
  }
  return digest.digest('hex');
}

function listFiles(root: string, source: string): string[] {
  const isFile = (path: string) => statSync(join(root, path)).isFile();
  if (isFile(source)) return [source];
  const names = readdirSync(join(root, source), { recursive: true, encoding: 'utf8' });
  return names
    .toSorted()
    .map((name) => join(source, name))
    .filter(isFile);
}
