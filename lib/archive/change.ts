import type { Judgement } from '../verdict/judgement';
import { dropOldestChoices, forgetChoicesOf } from './choices';
import {
  noTotals,
  pictureStores,
  sizeOf,
  totalsKey,
  type Database,
  type PictureTransaction,
  type Totals,
} from './schema';

/** How much is kept at most. Beyond it, what was met or judged longest ago goes. */
export interface Bounds {
  pictures: number;
  /** Also of the choices between files. */
  judgements: number;
  /** Of the judgements, with their previews. */
  sizeInBytes: number;
}

/** A change of what is kept of pictures, and the sums that it must keep right. */
export interface Change {
  transaction: PictureTransaction;
  totals: Totals;
}

/** Does `work` wholly or not at all, and resolves once that is on disk. */
export async function change(
  database: Database,
  work: (change: Change) => Promise<void>,
): Promise<void> {
  const transaction = database.transaction([...pictureStores], 'readwrite');
  const run = async () => {
    const stored = await transaction.objectStore('totals').get(totalsKey);
    const totals = { ...noTotals, ...stored };
    await work({ transaction, totals });
    await transaction.objectStore('totals').put(totals, totalsKey);
  };
  await Promise.all([run(), transaction.done]);
}

/** Every judgement of a content, whatever the stamp. */
export function allOf(contentHash: string): IDBKeyRange {
  return IDBKeyRange.bound([contentHash], [contentHash, []]);
}

interface KeyedJudgement {
  key: [string, string];
  judgement: Judgement;
}

export async function putJudgement(
  { transaction, totals }: Change,
  { key, judgement }: KeyedJudgement,
): Promise<void> {
  const judgements = transaction.objectStore('judgements');
  const before = await judgements.get(key);
  if (before) subtract(totals, [before]);
  totals.judgements += 1;
  totals.sizeInBytes += sizeOf(judgement);
  await judgements.put(judgement, key);
}

/**
 * Forgets a picture and all judgements of it. Its embedding stays where the person said what the picture is: without
 * picture and place, it is an example to learn from.
 */
async function forgetPicture(change: Change, id: string): Promise<void> {
  const { transaction, totals } = change;
  const pictures = transaction.objectStore('pictures');
  const judgements = transaction.objectStore('judgements');
  const [known, judged, isExample] = await Promise.all([
    pictures.getKey(id),
    judgements.getAll(allOf(id)),
    isLabelled(change, id),
  ]);
  if (known !== undefined) totals.pictures -= 1;
  subtract(totals, judged);
  await Promise.all([
    pictures.delete(id),
    judged.length > 0 && judgements.delete(allOf(id)),
    forgetChoicesOf(change, id),
    !isExample && transaction.objectStore('embeddings').delete(allOf(id)),
  ]);
}

export async function dropBeyond(change: Change, bounds: Bounds): Promise<void> {
  const { transaction, totals } = change;
  const pictures = transaction.objectStore('pictures').index('seenAt');
  while (totals.pictures > bounds.pictures) {
    const oldest = await pictures.openCursor();
    if (!oldest) break;
    await forgetPicture(change, oldest.primaryKey);
  }
  while (totals.judgements > bounds.judgements || totals.sizeInBytes > bounds.sizeInBytes) {
    if (!(await dropOldestJudgement(change))) break;
  }
  await dropOldestChoices(change, bounds.judgements);
}

/** The same for many, which take no turns: each waits for the disk several times. */
export async function forgetPictures(change: Change, ids: Iterable<string>): Promise<void> {
  await Promise.all([...new Set(ids)].map((id) => forgetPicture(change, id)));
}

/** Whether there was one. */
async function dropOldestJudgement(change: Change): Promise<boolean> {
  const { transaction, totals } = change;
  const oldest = await transaction.objectStore('judgements').index('judgedAt').openCursor();
  if (!oldest) return false;
  const key = oldest.primaryKey;
  subtract(totals, [oldest.value]);
  await oldest.delete();
  if (!(await isLabelled(change, key[0]))) await transaction.objectStore('embeddings').delete(key);
  return true;
}

async function isLabelled({ transaction }: Change, contentHash: string): Promise<boolean> {
  return (await transaction.objectStore('labels').getKey(contentHash)) !== undefined;
}

function subtract(totals: Totals, judgements: Judgement[]): void {
  for (const judgement of judgements) {
    totals.judgements -= 1;
    totals.sizeInBytes -= sizeOf(judgement);
  }
}
