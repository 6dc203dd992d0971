import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The hex sha256 of a file on this computer. */
export function hashOfFile(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
