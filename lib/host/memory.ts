import { ArchiveError, type Archive } from '../archive/archive';
import { hashContent } from '../verdict/content-hash';
import type { FileChoice } from '../verdict/file-choice';
import type { Judgement } from '../verdict/judgement';
import type { ModelCard } from '../verdict/model';
import type { Undecided } from './choices';
import { withinTime } from './waiting';

/**
 * What the model in use has judged before, as far as the browser remembers it: a broken archive never stops a check. What
 * must leave no trace (`keepsTrace` is false) is remembered until this context ends, and never goes on disk.
 */
export interface Memory {
  /** What was judged without a trace is found unless `keepsTrace` says that it must be on disk. */
  find(contentHash: string, wish?: { keepsTrace: boolean }): Promise<Judgement | undefined>;
  keep(judgement: Judgement, beside: Beside): Promise<void>;
  /** Which file of a picture counts, as was found before. */
  findChoice(picture: Undecided): Promise<FileChoice | undefined>;
  keepChoice(picture: Undecided, choice: FileChoice): Promise<void>;
}

interface Beside {
  embedding: Float32Array | null;
  keepsTrace: boolean;
}

interface MemoryOptions {
  archive: Pick<Archive, 'findChoice' | 'findJudgement' | 'putChoice' | 'putJudgement'>;
  model: ModelCard;
  stamp: string;
  timeoutMs?: number;
}

/** A judgement takes about 50 KB, a choice less than one. */
const mostUntraced = { judgements: 200, choices: 2_000 };

export function createMemory({ archive, model, stamp, timeoutMs = 2_000 }: MemoryOptions): Memory {
  const untraced = createHeld<Judgement>(mostUntraced.judgements);
  const untracedChoices = createHeld<FileChoice>(mostUntraced.choices);
  const tooSlow = () => new ArchiveError(`Expected an answer within ${timeoutMs} ms, got none`);

  async function tolerate<Value>(work: Promise<Value>): Promise<Value | undefined> {
    try {
      return await withinTime(work, timeoutMs, tooSlow);
    } catch (error) {
      reportError(error);
      return undefined;
    }
  }

  /** Zones and standing of a model may have been corrected since: a judgement is shown with those of today. */
  async function find(
    contentHash: string,
    { keepsTrace } = { keepsTrace: false },
  ): Promise<Judgement | undefined> {
    const held = keepsTrace ? undefined : untraced.get(contentHash);
    const judgement = held ?? (await tolerate(archive.findJudgement({ contentHash, stamp })));
    return judgement && { ...judgement, model };
  }

  async function keep(judgement: Judgement, { embedding, keepsTrace }: Beside): Promise<void> {
    if (keepsTrace) await tolerate(archive.putJudgement({ stamp, judgement, embedding }));
    else untraced.hold(judgement.contentHash, judgement);
  }

  async function findChoice({ key, keepsTrace }: Undecided): Promise<FileChoice | undefined> {
    const held = untracedChoices.get(key);
    if (held || !keepsTrace) return held;
    return tolerate(archive.findChoice({ pictureKey: await hashOf(key), stamp }));
  }

  async function keepChoice(
    { key, shown, keepsTrace }: Undecided,
    choice: FileChoice,
  ): Promise<void> {
    const judgedHash = choice.source === 'larger' ? choice.contentHash : shown.contentHash;
    const archived = { pictureKey: await hashOf(key), stamp, choice, judgedHash };
    if (keepsTrace) await tolerate(archive.putChoice(archived));
    else untracedChoices.hold(key, choice);
  }

  return { find, keep, findChoice, keepChoice };
}

/** Addresses that somebody looked at are written down no more than needed. */
function hashOf(key: string): Promise<string> {
  return hashContent(new TextEncoder().encode(key));
}

/** The latest values by their keys, `capacity` at most. */
function createHeld<Value>(capacity: number) {
  const held = new Map<string, Value>();
  return {
    get: (key: string) => held.get(key),
    hold(key: string, value: Value) {
      held.delete(key);
      held.set(key, value);
      const [oldest] = held.keys();
      if (held.size > capacity && oldest !== undefined) held.delete(oldest);
    },
  };
}
