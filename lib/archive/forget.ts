import { selectRecords, type HistoryFilter, type HistorySelection } from '../verdict/history';
import { change, forgetPictures, type Change } from './change';
import { forgetChoicesBefore } from './choices';
import { readRecords } from './pictures';
import { pictureStores, type Database } from './schema';

/** Forgets pictures, with what the person said of them. */
export async function forgetSelected(
  database: Database,
  selection: HistorySelection,
): Promise<void> {
  if ('all' in selection) return forgetAll(database);
  const ids = 'ids' in selection ? selection.ids : await findIds(database, selection.matching);
  await change(database, async (begun) => {
    const labels = begun.transaction.objectStore('labels');
    await Promise.all(ids.map((id) => labels.delete(id)));
    await forgetPictures(begun, ids);
  });
}

/** Forgets what was met last, or judged without being met, or chosen, before a time in epoch milliseconds. */
export function forgetBefore(database: Database, time: number): Promise<void> {
  const before = IDBKeyRange.upperBound(time, true);
  return change(database, async (begun) => {
    const pictures = begun.transaction.objectStore('pictures').index('seenAt');
    await forgetPictures(begun, await pictures.getAllKeys(before));
    await forgetUnseen(begun, before);
    await forgetChoicesBefore(begun, before);
  });
}

/** Judgements that no record speaks of: the pictures were gone before anybody saw the verdict. */
async function forgetUnseen(begun: Change, before: IDBKeyRange): Promise<void> {
  const { transaction } = begun;
  const old = await transaction.objectStore('judgements').index('judgedAt').getAllKeys(before);
  const pictures = transaction.objectStore('pictures');
  const unseen = await Promise.all(
    old.map(async ([id]) => ((await pictures.getKey(id)) === undefined ? [id] : [])),
  );
  await forgetPictures(begun, unseen.flat());
}

async function findIds(database: Database, filter: HistoryFilter): Promise<string[]> {
  const sort = { by: 'seenAt', direction: 'descending' } as const;
  const all = await readRecords(database);
  const { records } = selectRecords(all, { filter, sort, offset: 0, limit: all.length });
  return records.map(({ id }) => id);
}

async function forgetAll(database: Database): Promise<void> {
  const transaction = database.transaction([...pictureStores], 'readwrite');
  const clearing = pictureStores.map((name) => transaction.objectStore(name).clear());
  await Promise.all([...clearing, transaction.done]);
}
