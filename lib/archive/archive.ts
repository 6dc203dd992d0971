import type { Drift } from '../verdict/drift';
import {
  historyBounds,
  type HistoryPart,
  type HistoryQuery,
  type HistorySelection,
  type Label,
  type PictureRecord,
} from '../verdict/history';
import type { FileChoice } from '../verdict/file-choice';
import type { Judgement } from '../verdict/judgement';
import { change, dropBeyond, putJudgement, type Bounds } from './change';
import { findChoice, putChoice, type ArchivedChoice, type ChoiceKey } from './choices';
import { forgetBefore, forgetSelected } from './forget';
import {
  findNewestJudgement,
  findRecord,
  listRecords,
  putLabel,
  putSighting,
  type Sighting,
} from './pictures';
import { openDatabase, type Database } from './schema';

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
  /** Stores or replaces a judgement; beyond the bounds the ones judged longest ago go. */
  putJudgement(archived: ArchivedJudgement): Promise<void>;
  /** Which file of a picture counts, as was found before. */
  findChoice(key: ChoiceKey): Promise<FileChoice | undefined>;
  putChoice(archived: ArchivedChoice): Promise<void>;
  /** How many judgements are kept, by all models together. */
  countJudgements(): Promise<number>;
  /** How far int8 moves the answers of the model of this stamp, on this machine. */
  findDrift(stamp: string): Promise<Drift | undefined>;
  putDrift(stamp: string, drift: Drift): Promise<void>;
  /** Writes down where a picture was met; beyond the bounds those met longest ago go, with their judgements. */
  putSighting(sighting: Sighting): Promise<void>;
  /** The record of a content, by its hash. */
  findRecord(id: string): Promise<PictureRecord | undefined>;
  /** The latest judgement of a content, by whichever model. */
  findNewestJudgement(contentHash: string): Promise<Judgement | undefined>;
  listRecords(query: HistoryQuery): Promise<HistoryPart>;
  /** What a person says of a content; null takes it back. */
  putLabel(labelled: { id: string; label: Label | null }): Promise<void>;
  /** Forgets pictures for good: records, judgements, previews, embeddings and labels. */
  forget(selection: HistorySelection): Promise<void>;
  /** Forgets pictures last met before a time (epoch milliseconds), but for what the person said of them. */
  forgetBefore(time: number): Promise<void>;
  close(): Promise<void>;
}

/** The browser's storage failed: it is full, broken or not allowed. Judging goes on without it. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

/** Opens the archive when it is first used. */
export function createArchive({ name = 'candid', bounds = historyBounds } = {}): Archive {
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
    putJudgement: (archived) => access((database) => put(database, archived, bounds)),
    findChoice: (key) => access((database) => findChoice(database, key)),
    putChoice: (archived) =>
      access((database) =>
        change(database, async (begun) => {
          await putChoice(begun, archived);
          await dropBeyond(begun, bounds);
        }),
      ),
    countJudgements: () => access((database) => database.count('judgements')),
    findDrift: (stamp) => access((database) => database.get('drifts', stamp)),
    putDrift: (stamp, drift) =>
      access(async (database) => {
        await database.put('drifts', drift, stamp);
      }),
    putSighting: (sighting) => access((database) => putSighting(database, sighting, bounds)),
    findRecord: (id) => access((database) => findRecord(database, id)),
    findNewestJudgement: (hash) => access((database) => findNewestJudgement(database, hash)),
    listRecords: (query) => access((database) => listRecords(database, query)),
    putLabel: (labelled) => access((database) => putLabel(database, labelled)),
    forget: (selection) => access((database) => forgetSelected(database, selection)),
    forgetBefore: (time) => access((database) => forgetBefore(database, time)),
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

async function put(
  database: Database,
  { stamp, judgement, embedding }: ArchivedJudgement,
  bounds: Bounds,
): Promise<void> {
  const key = keyOf({ contentHash: judgement.contentHash, stamp });
  await change(database, async (begun) => {
    await putJudgement(begun, { key, judgement });
    if (embedding) await begun.transaction.objectStore('embeddings').put(embedding, key);
    await dropBeyond(begun, bounds);
  });
}

function keyOf({ contentHash, stamp }: JudgementKey): [string, string] {
  return [contentHash, stamp];
}
