import { browser } from '../browser';
import type { Judge } from './model-in-use';

/**
 * Lets a model judge a picture that ships with us, from its files to a score.
 *
 * @throws CheckError, or an Error naming what the model answered wrong.
 */
export async function selfTest({ engine }: Pick<Judge, 'engine'>): Promise<void> {
  const picture = await fetch(browser.runtime.getURL('icons/128.png'));
  const { logit, heatmap, embedding } = await engine.classify(await picture.arrayBuffer());
  checkNumbers('logit', [logit]);
  if (heatmap) checkNumbers('heatmap', heatmap.values);
  if (embedding) checkNumbers('embedding', embedding);
}

function checkNumbers(what: string, values: ArrayLike<number>): void {
  const list = Array.from(values);
  if (list.length > 0 && list.every(Number.isFinite)) return;
  throw new Error(
    `Expected numbers as ${what}, got ${list.find((value) => !Number.isFinite(value))}`,
  );
}
