import type { CheckActions } from './checked-files';
import { readDroppedPaths } from '../dropped-files';

/**
 * Takes what was dropped or pasted: files and folders, else the addresses of pictures that were dragged from a page or
 * copied. Call it while the event is being handled: the browser takes the items back after that.
 */
export function readGiven(
  given: DataTransfer,
  { addFiles, addAddresses }: Pick<CheckActions, 'addFiles' | 'addAddresses'>,
): void {
  if (given.files.length > 0) {
    addFiles(readDroppedPaths(given.items));
    return;
  }
  addAddresses(given.getData('text/uri-list') || given.getData('text/plain'));
}

/** The addresses in a text, one a word. Comments of a list of addresses are left out. */
export function findAddresses(text: string): string[] {
  const words = text
    .split(/[\r\n]+/)
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/\s+/));
  return [...new Set(words.filter(isAddress))];
}

function isAddress(word: string): boolean {
  return /^(https?:\/\/|data:image\/)/i.test(word) && URL.canParse(word);
}
