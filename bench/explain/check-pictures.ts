import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Random } from '../../lib/inference/fixtures/random.ts';
import type { Preprocessing } from '../../lib/verdict/model.ts';
import type { JudgedFile } from '../engine/engine-browser.ts';
import type { LabelledPicture } from '../eval/list-pictures.ts';
import type { Progress } from '../eval/judge-folder.ts';
import {
  blank,
  choosePatches,
  manners,
  rankPatches,
  type Manner,
  type Square,
} from './blanking.ts';
import { readInput, writeInput } from './model-input.ts';
import type { BlankedPicture } from './movement.ts';

/** The scores and the logits of one picture, whole and blanked. */
export interface CheckedPicture {
  path: string;
  scores: BlankedPicture;
  logits: BlankedPicture;
}

export interface CheckRun {
  folder: string;
  pictures: readonly LabelledPicture[];
  shares: readonly number[];
  preprocessing: Preprocessing;
  /** Has the engine judge a file. @throws Error where it cannot. */
  judge: (file: Uint8Array<ArrayBuffer>) => Promise<JudgedFile>;
  onProgress: (progress: Progress) => void;
}

export interface CheckOutcome {
  checked: CheckedPicture[];
  failures: { path: string; message: string }[];
}

/** How often patches are drawn at random, for each share of each picture. */
const drawsAtRandom = 3;
const seed = 20262;

/** Blanks parts of every picture and has the engine judge what is left. A picture that cannot be judged does not end the run. */
export async function checkPictures(run: CheckRun): Promise<CheckOutcome> {
  const outcome: CheckOutcome = { checked: [], failures: [] };
  const random = new Random(seed);
  for (const [at, { path }] of run.pictures.entries()) {
    try {
      outcome.checked.push(await checkPicture(path, run, random));
    } catch (error) {
      outcome.failures.push({ path, message: String(error) });
    }
    run.onProgress({ done: at + 1, total: run.pictures.length, known: 0, path });
  }
  return outcome;
}

async function checkPicture(
  path: string,
  { folder, shares, preprocessing, judge }: CheckRun,
  random: Random,
): Promise<CheckedPicture> {
  const square = await readInput(await readFile(join(folder, path)), preprocessing);
  const judgeSquare = async (each: Square) => judge(await writeInput(each, preprocessing));
  const whole = await judgeSquare(square);
  const { heatmap } = whole;
  if (!heatmap) throw new Error('Expected a model that tells where it looked, got none');
  const ranked = rankPatches(heatmap.values);
  const judgeBlanked = (manner: Manner, share: number) => {
    const patches = choosePatches(ranked, { manner, share, random });
    return judgeSquare(blank(square, patches, heatmap.columns));
  };
  const judged: JudgedShare[] = [];
  for (const share of shares) judged.push(await judgeShare(share, judgeBlanked));
  const read = (figure: 'score' | 'logit') => ({
    whole: whole[figure],
    blanked: judged.map(({ share, answers }) => ({ share, figures: pick(answers, figure) })),
  });
  return { path, scores: read('score'), logits: read('logit') };
}

interface JudgedShare {
  share: number;
  answers: Record<Manner, JudgedFile[]>;
}

async function judgeShare(
  share: number,
  judgeBlanked: (manner: Manner, share: number) => Promise<JudgedFile>,
): Promise<JudgedShare> {
  const answers: Record<Manner, JudgedFile[]> = { highest: [], random: [], lowest: [] };
  for (const manner of manners) {
    const times = manner === 'random' ? drawsAtRandom : 1;
    for (let time = 0; time < times; time += 1) {
      answers[manner].push(await judgeBlanked(manner, share));
    }
  }
  return { share, answers };
}

function pick(answers: JudgedShare['answers'], figure: 'score' | 'logit') {
  const of = (manner: Manner) => answers[manner].map((answer) => answer[figure]);
  return { highest: of('highest'), random: of('random'), lowest: of('lowest') };
}
