import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { Drift } from '../verdict/drift';
import type { FileChoice } from '../verdict/file-choice';
import type { Label, PictureRecord } from '../verdict/history';
import type { Judgement } from '../verdict/judgement';
import type { ModelCard } from '../verdict/model';

/** A record of the history without what other stores hold: the card of its model, and what a person says of it. */
export type StoredPicture = Omit<PictureRecord, 'model' | 'label'> & { modelKey: string };

/** `labelledAt` is epoch milliseconds. */
export interface StoredLabel {
  label: Label;
  labelledAt: number;
}

/** `judgedHash` is the content that is judged because of it; `chosenAt` is epoch milliseconds. */
export interface StoredChoice {
  choice: FileChoice;
  judgedHash: string;
  chosenAt: number;
}

/** What the bounds are held against, kept up with every change: counting thousands of rows takes too long. */
export interface Totals {
  pictures: number;
  judgements: number;
  choices: number;
  /** Of the judgements with all that is kept beside them. */
  sizeInBytes: number;
}

export const totalsKey = 'all';
export const noTotals: Totals = { pictures: 0, judgements: 0, choices: 0, sizeInBytes: 0 };

/** Judgements and embeddings are kept by content hash and stamp, choices by `ChoiceKey`, pictures and labels by content hash. */
export interface ArchiveSchema extends DBSchema {
  judgements: { key: [string, string]; value: Judgement; indexes: { judgedAt: number } };
  embeddings: { key: [string, string]; value: Float32Array };
  drifts: { key: string; value: Drift };
  choices: {
    key: [string, string];
    value: StoredChoice;
    indexes: { judgedHash: string; chosenAt: number };
  };
  pictures: { key: string; value: StoredPicture; indexes: { seenAt: number } };
  models: { key: string; value: ModelCard };
  labels: { key: string; value: StoredLabel };
  totals: { key: typeof totalsKey; value: Totals };
}

export type Database = IDBPDatabase<ArchiveSchema>;

/** Everything that is about a picture. */
export const pictureStores = [
  'judgements',
  'embeddings',
  'pictures',
  'models',
  'labels',
  'choices',
  'totals',
] as const;

export type PictureTransaction = IDBPTransaction<
  ArchiveSchema,
  [...typeof pictureStores],
  'readwrite'
>;

interface ConnectionEvents {
  onBlocking: () => void;
  onTerminated: () => void;
}

/**
 * Version 2 kept judgements only. They stay, and come into the history when their picture is met again. Version 3 forgot
 * which file of a picture counts.
 */
export function openDatabase(
  name: string,
  { onBlocking, onTerminated }: ConnectionEvents,
): Promise<Database> {
  return openDB<ArchiveSchema>(name, 4, {
    upgrade(database, oldVersion, _, transaction) {
      if (oldVersion < 1) {
        database.createObjectStore('judgements').createIndex('judgedAt', 'judgedAt');
        database.createObjectStore('embeddings');
      }
      if (oldVersion < 2) database.createObjectStore('drifts');
      if (oldVersion < 4) {
        const choices = database.createObjectStore('choices');
        choices.createIndex('judgedHash', 'judgedHash');
        choices.createIndex('chosenAt', 'chosenAt');
      }
      if (oldVersion >= 3) return;
      database.createObjectStore('pictures', { keyPath: 'id' }).createIndex('seenAt', 'seenAt');
      database.createObjectStore('models');
      database.createObjectStore('labels');
      const totals = database.createObjectStore('totals');
      measure(transaction.objectStore('judgements'))
        .then((kept) => totals.put(kept, totalsKey))
        .catch(() => transaction.abort());
    },
    blocking: onBlocking,
    terminated: onTerminated,
  });
}

/** What a judgement takes beside its preview: its card, its heatmap, its embedding and the database's own. */
const overheadInBytes = 8_192;

/** About how much room a judgement takes. */
export function sizeOf({ preview }: Pick<Judgement, 'preview'>): number {
  return preview.size + overheadInBytes;
}

async function measure(judgements: AsyncIterable<{ value: Judgement }>): Promise<Totals> {
  const totals = { ...noTotals };
  for await (const { value } of judgements) {
    totals.judgements += 1;
    totals.sizeInBytes += sizeOf(value);
  }
  return totals;
}
