import { browser } from '../browser';
import type { Classification } from '../inference/protocol';
import { CheckError } from '../verdict/failure';
import type { Judge } from './model-in-use';

/** Pictures that ship with us. They look alike to a person, but not to a model. */
const pictures = ['icons/128.png', 'icons/32.png'] as const;

/** In logits: a score moves by at most a quarter of it. Half precision in another order stays far below. */
const mostDifference = 0.05;

/**
 * Lets a model judge pictures of ours, from their files to scores: one alone, and once more beside another. Whatever its
 * right answer is, it must be a number, the same both times, and not the same for every picture.
 *
 * @throws CheckError, or an Error naming what the model answered wrong.
 */
export async function selfTest({ engine }: Pick<Judge, 'engine'>): Promise<void> {
  const [picture, another] = await Promise.all([read(pictures[0]), read(pictures[1])]);
  const alone = await engine.classify(picture.slice(0));
  const together = await engine.classifyTogether([another, picture]);
  const [other, beside] = together.map(orThrow);
  if (!other || !beside) throw new Error(`Expected two answers, got ${together.length}`);
  for (const answer of [alone, other, beside]) checkNumbers(answer);
  checkAgreement(alone, beside);
  checkDistinction(alone, other);
}

async function read(path: (typeof pictures)[number]): Promise<ArrayBuffer> {
  return (await fetch(browser.runtime.getURL(path))).arrayBuffer();
}

function orThrow(answer: Classification | CheckError): Classification {
  if (answer instanceof CheckError) throw answer;
  return answer;
}

function checkNumbers({ logit, heatmap, embedding }: Classification): void {
  const all = { logit: [logit], heatmap: heatmap?.values ?? [0], embedding: embedding ?? [0] };
  for (const [what, values] of Object.entries(all)) {
    const list = Array.from(values);
    if (list.length > 0 && list.every(Number.isFinite)) continue;
    const wrong = list.find((value) => !Number.isFinite(value));
    throw new Error(`Expected numbers as ${what}, got ${wrong}`);
  }
}

/** Threads that get in each other's way, and memory that is not what was written, answer something else each time. */
function checkAgreement(alone: Classification, beside: Classification): void {
  if (Math.abs(alone.logit - beside.logit) <= mostDifference) return;
  throw new Error(`Expected ${alone.logit} beside another picture too, got ${beside.logit}`);
}

/** Weights of zeros and an input that goes nowhere answer the same to everything. */
function checkDistinction(one: Classification, other: Classification): void {
  if (one.logit !== other.logit) return;
  throw new Error(`Expected two answers to two pictures, got ${one.logit} twice`);
}
