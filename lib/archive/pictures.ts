import {
  selectRecords,
  withPlace,
  type HistoryPart,
  type HistoryQuery,
  type Label,
  type PictureRecord,
  type Place,
} from '../verdict/history';
import type { Judgement, PageJudgement } from '../verdict/judgement';
import type { ModelCard } from '../verdict/model';
import { allOf, change, dropBeyond, type Bounds } from './change';
import { totalsKey, type Database, type StoredLabel, type StoredPicture } from './schema';

/** A picture that was judged for somebody, and where. */
export interface Sighting {
  judgement: PageJudgement;
  place: Place;
}

/** Writes down that a picture was met: a new record, or the latest place and verdict of one that is there. */
export async function putSighting(
  database: Database,
  { judgement, place }: Sighting,
  bounds: Bounds,
): Promise<void> {
  const { contentHash: id, score, picture, model, judgedAt } = judgement;
  const modelKey = keyOfModel(model);
  const { seenAt } = place;
  await change(database, async (begun) => {
    const pictures = begun.transaction.objectStore('pictures');
    const known = await pictures.get(id);
    if (!known) begun.totals.pictures += 1;
    const places = withPlace(known?.places ?? [], place);
    await pictures.put({ id, score, picture, modelKey, judgedAt, seenAt, places });
    await begun.transaction.objectStore('models').put(model, modelKey);
    await dropBeyond(begun, bounds);
  });
}

export async function listRecords(database: Database, query: HistoryQuery): Promise<HistoryPart> {
  if (isOfLatest(query)) return listLatest(database, query);
  return selectRecords(await readRecords(database), query);
}

/** What the page shows first is read without reading all that there is, which takes a second at the bounds. */
function isOfLatest({ filter, sort }: HistoryQuery): boolean {
  const isOfAll = filter.search.trim() === '' && filter.shows === 'all';
  return isOfAll && sort.by === 'seenAt' && sort.direction === 'descending';
}

async function listLatest(
  database: Database,
  { offset, limit }: Pick<HistoryQuery, 'offset' | 'limit'>,
): Promise<HistoryPart> {
  const transaction = database.transaction(['pictures', 'models', 'labels', 'totals']);
  const [models, labels, totals] = await Promise.all([
    readAll<ModelCard>(transaction.objectStore('models')),
    readAll<StoredLabel>(transaction.objectStore('labels')),
    transaction.objectStore('totals').get(totalsKey),
  ]);
  const records: PictureRecord[] = [];
  let at = await transaction.objectStore('pictures').index('seenAt').openCursor(null, 'prev');
  if (offset > 0) at = (await at?.advance(offset)) ?? null;
  while (at && records.length < limit) {
    const record = join(at.value, models, labels);
    if (record) records.push(record);
    at = await at.continue();
  }
  const kept = totals?.pictures ?? 0;
  return { records, found: kept, kept };
}

/** All that there are, in no order. */
export async function readRecords(database: Database): Promise<PictureRecord[]> {
  const transaction = database.transaction(['pictures', 'models', 'labels']);
  const [stored, models, labels] = await Promise.all([
    transaction.objectStore('pictures').getAll(),
    readAll<ModelCard>(transaction.objectStore('models')),
    readAll<StoredLabel>(transaction.objectStore('labels')),
  ]);
  return stored.flatMap((picture) => join(picture, models, labels) ?? []);
}

export async function findRecord(
  database: Database,
  id: string,
): Promise<PictureRecord | undefined> {
  const transaction = database.transaction(['pictures', 'models', 'labels']);
  const stored = await transaction.objectStore('pictures').get(id);
  if (!stored) return undefined;
  const [model, label] = await Promise.all([
    transaction.objectStore('models').get(stored.modelKey),
    transaction.objectStore('labels').get(id),
  ]);
  return model && toRecord(stored, { model, label: label?.label ?? null });
}

/** The latest judgement of a content, by whichever model. */
export async function findNewestJudgement(
  database: Database,
  contentHash: string,
): Promise<Judgement | undefined> {
  const judgements = await database.getAll('judgements', allOf(contentHash));
  return judgements.toSorted((a, b) => b.judgedAt - a.judgedAt)[0];
}

/** A label goes with the content: it stays when the record is too old, and comes back with the picture. */
export async function putLabel(
  database: Database,
  { id, label }: { id: string; label: Label | null },
): Promise<void> {
  if (label) await database.put('labels', { label, labelledAt: Date.now() }, id);
  else await database.delete('labels', id);
}

interface KeyedStore<Value> {
  getAllKeys(): Promise<string[]>;
  getAll(): Promise<Value[]>;
}

async function readAll<Value>(store: KeyedStore<Value>): Promise<Map<string, Value>> {
  const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
  return new Map(
    keys.flatMap((key, at) => {
      const value = values[at];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

function join(
  stored: StoredPicture,
  models: ReadonlyMap<string, ModelCard>,
  labels: ReadonlyMap<string, StoredLabel>,
): PictureRecord | undefined {
  const model = models.get(stored.modelKey);
  return model && toRecord(stored, { model, label: labels.get(stored.id)?.label ?? null });
}

function toRecord(
  { id, score, picture, judgedAt, seenAt, places }: StoredPicture,
  { model, label }: Pick<PictureRecord, 'model' | 'label'>,
): PictureRecord {
  return { id, score, picture, model, judgedAt, seenAt, places, label };
}

function keyOfModel({ id, revision }: ModelCard): string {
  return `${id}@${revision}`;
}
