import { ArchiveError, type Archive } from '../archive/archive';
import type { Judgement } from '../verdict/judgement';
import type { ModelCard } from '../verdict/model';
import { withinTime } from './waiting';

/** What the model in use has judged before, as far as the browser remembers it: a broken archive never stops a check. */
export interface Memory {
  find(contentHash: string): Promise<Judgement | undefined>;
  keep(judgement: Judgement, embedding: Float32Array | null): Promise<void>;
}

interface MemoryOptions {
  archive: Pick<Archive, 'findJudgement' | 'putJudgement'>;
  model: ModelCard;
  stamp: string;
  timeoutMs?: number;
}

export function createMemory({ archive, model, stamp, timeoutMs = 2_000 }: MemoryOptions): Memory {
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
  async function find(contentHash: string): Promise<Judgement | undefined> {
    const judgement = await tolerate(archive.findJudgement({ contentHash, stamp }));
    return judgement && { ...judgement, model };
  }

  async function keep(judgement: Judgement, embedding: Float32Array | null): Promise<void> {
    await tolerate(archive.putJudgement({ stamp, judgement, embedding }));
  }

  return { find, keep };
}
