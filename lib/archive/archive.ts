import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { Drift } from '../verdict/drift';
import type { Judgement } from '../verdict/judgement';

/** The content (hex sha256 of the bytes) and the stamp of the model and preprocessing that judged it. */
export interface JudgementKey {
  contentHash: string;
  stamp: string;
}

/** A judgement with what is kept beside it: `embedding` is the CLS token of the model that judged, null where it has none. */
export interface ArchivedJudgement {
  stamp: string;
  judgement: Judgement;
  embedding: Float32Array | null;
}

/** What was judged before. Every method throws `ArchiveError` where the browser keeps or gives nothing. */
export interface Archive {
  findJudgement(key: JudgementKey): Promise<Judgement | undefined>;
  findEmbedding(key: JudgementKey): Promise<Float32Array | undefined>;
  /** Stores or replaces a judgement; beyond the capacity the ones judged longest ago go. */
  putJudgement(archived: ArchivedJudgement): Promise<void>;
  /** How many judgements are kept, by all models together. */
  countJudgements(): Promise<number>;
  /** How far int8 moves the answers of the model of this stamp, on this machine. */
  findDrift(stamp: string): Promise<Drift | undefined>;
  putDrift(stamp: string, drift: Drift): Promise<void>;
  close(): Promise<void>;
}

/** The browser's storage failed: it is full, broken or not allowed. Judging goes on without it. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

interface ArchiveSchema extends DBSchema {
  judgements: { key: [string, string]; value: Judgement; indexes: { judgedAt: number } };
  embeddings: { key: [string, string]; value: Float32Array };
  drifts: { key: string; value: Drift };
}

type Database = IDBPDatabase<ArchiveSchema>;
type WriteTransaction = IDBPTransaction<ArchiveSchema, ['judgements', 'embeddings'], 'readwrite'>;

/** A judgement takes about 50 KB, most of it the preview: 5,000 are about 250 MB. */
const defaultCapacity = 5_000;

/** Opens the archive when it is first used. `capacity` counts judgements. */
export function createArchive({ name = 'candid', capacity = defaultCapacity } = {}): Archive {
  const connection = createConnection(name);
  const access = async <Value>(work: (database: Database) => Promise<Value>) => {
    try {
      return await work(await connection.open());
    } catch (cause) {
      throw new ArchiveError(`Expected working IndexedDB, got ${String(cause)}`, { cause });
    }
  };
  return {
    findJudgement: (key) => access((database) => database.get('judgements', keyOf(key))),
    findEmbedding: (key) => access((database) => database.get('embeddings', keyOf(key))),
    putJudgement: (archived) => access((database) => put(database, archived, capacity)),
    countJudgements: () => access((database) => database.count('judgements')),
    findDrift: (stamp) => access((database) => database.get('drifts', stamp)),
    putDrift: (stamp, drift) =>
      access(async (database) => {
        await database.put('drifts', drift, stamp);
      }),
    close: connection.close,
  };
}

function createConnection(name: string) {
  let opening: Promise<Database> | undefined;
  const close = async () => {
    const opened = opening;
    opening = undefined;
    (await opened)?.close();
  };
  const forget = () => {
    opening = undefined;
  };
  const open = () => {
    opening ??= openDatabase(name, { onBlocking: () => void close(), onTerminated: forget });
    opening.catch(forget);
    return opening;
  };
  return { open, close };
}

interface ConnectionEvents {
  onBlocking: () => void;
  onTerminated: () => void;
}

function openDatabase(name: string, { onBlocking, onTerminated }: ConnectionEvents) {
  return openDB<ArchiveSchema>(name, 2, {
    upgrade(database, oldVersion) {
      if (oldVersion < 1) {
        database.createObjectStore('judgements').createIndex('judgedAt', 'judgedAt');
        database.createObjectStore('embeddings');
      }
      if (oldVersion < 2) database.createObjectStore('drifts');
    },
    blocking: onBlocking,
    terminated: onTerminated,
  });
}

async function put(
  database: Database,
  { stamp, judgement, embedding }: ArchivedJudgement,
  capacity: number,
): Promise<void> {
  const key = keyOf({ contentHash: judgement.contentHash, stamp });
  const transaction = database.transaction(['judgements', 'embeddings'], 'readwrite');
  await Promise.all([
    transaction.objectStore('judgements').put(judgement, key),
    embedding && transaction.objectStore('embeddings').put(embedding, key),
    evictOldest(transaction, capacity),
    transaction.done,
  ]);
}

async function evictOldest(transaction: WriteTransaction, capacity: number): Promise<void> {
  const judgements = transaction.objectStore('judgements');
  let surplus = (await judgements.count()) - capacity;
  if (surplus <= 0) return;
  for await (const cursor of judgements.index('judgedAt').iterate()) {
    await transaction.objectStore('embeddings').delete(cursor.primaryKey);
    await cursor.delete();
    surplus -= 1;
    if (surplus <= 0) return;
  }
}

function keyOf({ contentHash, stamp }: JudgementKey): [string, string] {
  return [contentHash, stamp];
}
