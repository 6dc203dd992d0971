import type { Classification } from '../inference/protocol';
import type { Priority } from '../messaging/protocol';
import { CheckError } from '../verdict/failure';
import type { Judgement, Origin } from '../verdict/judgement';
import type { Judge, ModelInUse } from './model-in-use';
import { createSharedQueue, type Wish } from './shared-queue';

/** A picture file and where it is from. */
export interface Content {
  bytes: ArrayBuffer;
  contentHash: string;
  origin: Origin;
}

/** Every picture that waits for the model. */
export interface Inferences {
  /** Judges a content in its turn, once for all who wait for it. Throws CheckError, or what the signal was aborted with. */
  infer(content: Content, wish: Pick<Wish<Judgement>, 'priority' | 'signal'>): Promise<Judgement>;
  raise(content: Content, priority: Priority): void;
}

/** A picture already uses every thread of the engine. */
const inferencesAtOnce = 1;

export function createInferences(inUse: Pick<ModelInUse, 'inTurn'>): Inferences {
  const queue = createSharedQueue<Judgement>(inferencesAtOnce);
  const waiting = new Map<string, Content>();

  /** Other pictures that nobody looks at yet. Judged in the same pass, they are known when their turn comes. */
  function listCompanions(most: number): Content[] {
    const contents = queue.listWaiting('near').map((key) => waiting.get(key));
    return contents.filter((content) => content !== undefined).slice(0, most);
  }

  const judgeInTurn = (content: Content) => (_: AbortSignal, priority: Priority) =>
    inUse.inTurn((judge) => {
      const most = priority === 'near' ? judge.engine.batchSize - 1 : 0;
      return judgeBatch([content, ...listCompanions(most)], judge);
    });

  return {
    async infer(content, wish) {
      const key = content.contentHash;
      waiting.set(key, content);
      try {
        return await queue.join(key, { ...wish, work: judgeInTurn(content) });
      } finally {
        waiting.delete(key);
      }
    },
    raise: ({ contentHash }, priority) => queue.raise(contentHash, priority),
  };
}

/**
 * Judges the first picture, and keeps what the others come to for their own turn. Looks into the memory once more: the
 * picture may have been judged while this one waited for its turn.
 */
async function judgeBatch(
  batch: [Content, ...Content[]],
  { engine, memory, model }: Judge,
): Promise<Judgement> {
  const known = await memory.find(batch[0].contentHash);
  if (known) return known;
  const answers = await engine.classifyTogether(batch.map(({ bytes }) => bytes));
  const [judgement] = await Promise.all(
    batch.map(async (content, position) => {
      const answer = answers[position];
      if (!answer || answer instanceof CheckError) return answer;
      const judged = { ...describe(content, answer), model };
      await memory.keep(judged, answer.embedding);
      return judged;
    }),
  );
  if (judgement && !(judgement instanceof CheckError)) return judgement;
  throw judgement ?? new CheckError('engineFailed', 'Expected an answer, got none');
}

function describe(
  { bytes, contentHash, origin }: Content,
  { score, heatmap, width, height, format, region, preview }: Classification,
): Omit<Judgement, 'model'> {
  const picture = { origin, width, height, format, sizeInBytes: bytes.byteLength, region };
  return { contentHash, score, heatmap, picture, preview, judgedAt: Date.now() };
}
