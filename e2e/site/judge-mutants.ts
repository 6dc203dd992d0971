import type { Page } from '@playwright/test';
import { withinTime } from '../../lib/host/waiting.ts';
import { createPictureMutants, type PictureMutant } from './picture-mutants.ts';
import type { Reply, Site } from './site.ts';
import { createPicture } from './test-picture.ts';

/** How the host dealt with mutated pictures, and with the good ones between them. */
export interface MutantsEnd {
  judged: number;
  refused: number;
  good: number;
  slowestMs: number;
  /** What is not as it should be, in words. */
  complaints: string[];
}

interface JudgeOptions {
  /** A page of the extension, which may speak with the host. */
  page: Page;
  site: Site;
  count: number;
  onBatch?: (end: Readonly<MutantsEnd>) => Promise<void> | void;
}

interface Outcome {
  score: number | undefined;
  code: string | undefined;
  message: string | undefined;
  tookMs: number;
}

const origin = 'https://mutants.test';
const mutantsPerBatch = 50;
const mostMs = 30_000;
const batchMs = 4 * mostMs;
const mostDifference = 0.02;

/** How a file fails that is at fault itself. Everything else is a fault of ours. */
const faultsOfFiles = ['damaged', 'empty', 'notAPicture', 'tooManyPixels', 'unsupportedFormat'];

/**
 * Lets the host judge mutated picture files, and after every 50 a good one that it has not seen. Complains of every mutant
 * that fails in another way than a broken file does or takes too long, and of every good one that gets another score.
 */
export async function judgeMutants(options: JudgeOptions): Promise<MutantsEnd> {
  const good = await createPicture();
  const expected = await judgeGood(good, { ...options, number: 0 });
  const end: MutantsEnd = { judged: 0, refused: 0, good: 0, slowestMs: 0, complaints: [] };
  let number = 0;
  for await (const batch of inBatches(createPictureMutants(options.count))) {
    number += 1;
    count(end, await judgeBatch(batch, options));
    const outcome = await judgeGood(good, { ...options, number });
    const isRight = Math.abs(scoreOf(outcome) - scoreOf(expected)) <= mostDifference;
    if (isRight) end.good += 1;
    else end.complaints.push(`good picture ${number}: ${describe(outcome)}`);
    options.site.clear();
    await options.onBatch?.(end);
  }
  return end;
}

async function judgeBatch(batch: PictureMutant[], { page, site }: JudgeOptions) {
  const replies = batch.map(({ seed, file }): [string, Reply] => [
    `${origin}/${seed}`,
    { body: file, type: 'image/jpeg' },
  ]);
  for (const [url, reply] of replies) site.add(url, reply);
  const outcomes = await askHost(
    page,
    replies.map(([url]) => url),
  );
  return batch.flatMap((mutant, at) => {
    const outcome = outcomes[at];
    return outcome ? [{ mutant, outcome }] : [];
  });
}

function count(end: MutantsEnd, judged: { mutant: PictureMutant; outcome: Outcome }[]): void {
  for (const { mutant, outcome } of judged) {
    const { code, tookMs } = outcome;
    end.slowestMs = Math.max(end.slowestMs, tookMs);
    if (code === undefined) end.judged += 1;
    else end.refused += 1;
    const isFine = code === undefined || faultsOfFiles.includes(code);
    if (isFine && tookMs <= mostMs) continue;
    end.complaints.push(`${mutant.kind} (${mutant.seed}): ${describe(outcome)}`);
  }
}

/** The same pixels in a file that the host has not met: what follows the end of a JPEG means nothing. */
async function judgeGood(
  good: Buffer,
  { page, site, number }: JudgeOptions & { number: number },
): Promise<Outcome> {
  const url = `${origin}/good/${number}`;
  site.add(url, { body: Buffer.concat([good, Buffer.from(String(number))]), type: 'image/jpeg' });
  const [outcome] = await askHost(page, [url]);
  if (!outcome) throw new Error('Expected an outcome');
  return outcome;
}

/** Asks the host for all at once, as a page with so many pictures does. Throws where an answer never comes. */
function askHost(page: Page, urls: string[]): Promise<Outcome[]> {
  const tooLate = () => new Error(`Expected every answer within ${batchMs / 1000} s`);
  const outcomes = page.evaluate(async (wanted) => {
    const ask = async (url: string) => {
      const startedAt = performance.now();
      const source = { kind: 'url', url };
      const args = { requestId: crypto.randomUUID(), source, priority: 'visible' };
      const answer = await chrome.runtime.sendMessage<unknown, Answer>({
        candid: 'host',
        name: 'classifyImage',
        args,
      });
      const tookMs = performance.now() - startedAt;
      const { value, code, message } = answer;
      return { score: value?.score, code, message, tookMs };
    };
    return Promise.all(wanted.map(ask));
  }, urls);
  return withinTime(outcomes, batchMs, tooLate);
}

interface Answer {
  value?: { score: number };
  code?: string;
  message?: string;
}

async function* inBatches(mutants: AsyncIterable<PictureMutant>): AsyncGenerator<PictureMutant[]> {
  let batch: PictureMutant[] = [];
  for await (const mutant of mutants) {
    batch.push(mutant);
    if (batch.length < mutantsPerBatch) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function scoreOf({ score }: Outcome): number {
  return score ?? NaN;
}

function describe({ score, code, message, tookMs }: Outcome): string {
  const said = code ? `${code} (${message})` : `score ${score}`;
  return `${said} after ${Math.round(tookMs)} ms`;
}
