import type { FileChoice } from '../verdict/file-choice';
import type { Change } from './change';
import type { Database } from './schema';

/**
 * Of a picture, all its files taken together: `pictureKey` (a hash) tells the file that the page shows and where larger
 * ones may be, `stamp` who judges.
 */
export interface ChoiceKey {
  pictureKey: string;
  stamp: string;
}

/** A choice with the content that is judged because of it. */
export interface ArchivedChoice extends ChoiceKey {
  choice: FileChoice;
  judgedHash: string;
}

export async function findChoice(
  database: Database,
  { pictureKey, stamp }: ChoiceKey,
): Promise<FileChoice | undefined> {
  return (await database.get('choices', [pictureKey, stamp]))?.choice;
}

/** Longer addresses are data, not places. */
const longestUrl = 2_048;

export async function putChoice(
  { transaction, totals }: Change,
  { pictureKey, stamp, choice, judgedHash }: ArchivedChoice,
): Promise<void> {
  if (choice.source === 'larger' && (choice.url ?? '').length > longestUrl) return;
  const choices = transaction.objectStore('choices');
  const known = await choices.getKey([pictureKey, stamp]);
  if (!known) totals.choices += 1;
  await choices.put({ choice, judgedHash, chosenAt: Date.now() }, [pictureKey, stamp]);
}

/** Forgets that a content was judged in place of others. */
export async function forgetChoicesOf(begun: Change, judgedHash: string): Promise<void> {
  const index = begun.transaction.objectStore('choices').index('judgedHash');
  await forget(begun, await index.getAllKeys(judgedHash));
}

/** Forgets what was chosen before a time in epoch milliseconds. */
export async function forgetChoicesBefore(begun: Change, before: IDBKeyRange): Promise<void> {
  const index = begun.transaction.objectStore('choices').index('chosenAt');
  await forget(begun, await index.getAllKeys(before));
}

/** Keeps the latest choices, at most so many. */
export async function dropOldestChoices(begun: Change, most: number): Promise<void> {
  const excess = begun.totals.choices - most;
  if (excess <= 0) return;
  const index = begun.transaction.objectStore('choices').index('chosenAt');
  await forget(begun, await index.getAllKeys(null, excess));
}

async function forget({ transaction, totals }: Change, keys: [string, string][]): Promise<void> {
  totals.choices -= keys.length;
  await Promise.all(keys.map((key) => transaction.objectStore('choices').delete(key)));
}
