import { ArchiveError, type Archive } from '../archive/archive';
import type { Judgement } from '../verdict/judgement';
import type { ModelCard } from '../verdict/model';
import { withinTime } from './waiting';

/**
 * What the model in use has judged before, as far as the browser remembers it: a broken archive never stops a check. What
 * must leave no trace (`keepsTrace` is false) is remembered until this context ends, and never goes on disk.
 */
export interface Memory {
  /** What was judged without a trace is found unless `keepsTrace` says that it must be on disk. */
  find(contentHash: string, wish?: { keepsTrace: boolean }): Promise<Judgement | undefined>;
  keep(judgement: Judgement, beside: Beside): Promise<void>;
}

interface Beside {
  embedding: Float32Array | null;
  keepsTrace: boolean;
}

interface MemoryOptions {
  archive: Pick<Archive, 'findJudgement' | 'putJudgement'>;
  model: ModelCard;
  stamp: string;
  timeoutMs?: number;
}

/** A judgement takes about 50 KB. */
const mostUntraced = 200;

export function createMemory({ archive, model, stamp, timeoutMs = 2_000 }: MemoryOptions): Memory {
  const untraced = new Map<string, Judgement>();
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
    else hold(judgement);
  }

  /** The oldest go first. */
  function hold(judgement: Judgement): void {
    untraced.set(judgement.contentHash, judgement);
    const [oldest] = untraced.keys();
    if (untraced.size > mostUntraced && oldest !== undefined) untraced.delete(oldest);
  }

  return { find, keep };
}
