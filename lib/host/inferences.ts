import type { Classification } from '../inference/protocol';
import type { Priority } from '../messaging/protocol';
import { CheckError } from '../verdict/failure';
import type { FileChoice } from '../verdict/file-choice';
import type { Judgement } from '../verdict/judgement';
import { choose, type Files } from './choices';
import type { Judge, ModelInUse } from './model-in-use';
import { createSharedQueue, type Wish } from './shared-queue';
import type { Content } from './sources';

/** A picture with what was judged of it. */
export interface Scored {
  judgement: Judgement;
  choice: FileChoice;
}

/** Every picture that waits for the model. */
export interface Inferences {
  /**
   * Settles which file of a picture counts and judges it, in its turn, once for all who wait for the same files. Throws
   * CheckError, or what the signal was aborted with.
   */
  infer(files: Files, wish: Pick<Wish<Scored>, 'priority' | 'signal'>): Promise<Scored>;
  raise(files: Files, priority: Priority): void;
}

interface Options {
  inUse: Pick<ModelInUse, 'inTurn'>;
}

/** A picture already uses every thread of the engine. */
const inferencesAtOnce = 1;

export function createInferences({ inUse }: Options): Inferences {
  const queue = createSharedQueue<Scored>(inferencesAtOnce);
  const waiting = new Map<string, Files>();

  /** Other pictures that nobody looks at yet. Judged in the same pass, they are known when their turn comes. */
  function listCompanions({ keepsTrace }: Files, most: number): Files[] {
    const files = queue.listWaiting('near').flatMap((key) => waiting.get(key) ?? []);
    return files.filter((one) => one.keepsTrace === keepsTrace).slice(0, most);
  }

  const judgeInTurn = (files: Files) => (_: AbortSignal, priority: Priority) =>
    inUse.inTurn(async (judge) => {
      const chosen = await choose(files, judge);
      const { keepsTrace } = files;
      const known = await judge.memory.find(chosen.content.contentHash, { keepsTrace });
      if (known) return { judgement: known, choice: chosen.choice };
      const most = priority === 'near' ? judge.engine.batchSize - 1 : 0;
      const companions = await chooseUnknown(listCompanions(files, most), judge);
      const judgement = await judgeBatch([chosen.content, ...companions], { judge, keepsTrace });
      return { judgement, choice: chosen.choice };
    });

  async function chooseUnknown(companions: Files[], judge: Judge): Promise<Content[]> {
    const unknown = new Map<string, Content>();
    for (const files of companions) {
      const { content } = await choose(files, judge);
      const { contentHash } = content;
      const known = await judge.memory.find(contentHash, files);
      if (!known) unknown.set(contentHash, content);
    }
    return [...unknown.values()];
  }

  return {
    async infer(files, wish) {
      waiting.set(files.key, files);
      try {
        return await queue.join(files.key, { ...wish, work: judgeInTurn(files) });
      } finally {
        waiting.delete(files.key);
      }
    },
    raise: ({ key }, priority) => queue.raise(key, priority),
  };
}

/** Judges the first picture, and keeps what the others come to for their own turn. */
async function judgeBatch(
  batch: [Content, ...Content[]],
  { judge, keepsTrace }: { judge: Judge; keepsTrace: boolean },
): Promise<Judgement> {
  const { engine, memory, model } = judge;
  const answers = await engine.classifyTogether(batch.map(({ bytes }) => bytes));
  const [judgement] = await Promise.all(
    batch.map(async (content, position) => {
      const answer = answers[position];
      if (!answer || answer instanceof CheckError) return answer;
      const judged = { ...describe(content, answer), model };
      await memory.keep(judged, { embedding: answer.embedding, keepsTrace });
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
