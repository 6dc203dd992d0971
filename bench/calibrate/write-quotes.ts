import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalog } from '../../models/packaging/build-catalog.ts';
import { quoteFigures } from './quote-figures.ts';

/** The pages that quote figures of the catalog, from the root of the repository. */
export const quotingPages = ['models/starter/README.md'] as const;

/** Writes the catalog's figures into the pages that quote them. Answers the pages that changed. */
export function writeQuotes(root: string): string[] {
  const { models } = readCatalog(root);
  return quotingPages.filter((name) => {
    const path = join(root, name);
    const before = readFileSync(path, 'utf8');
    const after = quoteFigures(before, models);
    writeFileSync(path, after);
    return after !== before;
  });
}
