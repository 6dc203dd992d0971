import { EngineBrowser, type EngineBrowserOptions } from '../engine/engine-browser.ts';
import type { EvaluatedEngine, EvaluatedModel } from './evaluation.ts';
import type { Answer, PictureJudge } from './judge-folder.ts';

/**
 * The shipped engine in a browser that knows nothing yet, where it has not measured what int8 costs and so does not take
 * it. Should it turn to int8 during a long run, or the browser be lost, a fresh browser takes over. Must be closed.
 */
export class SinglePrecisionJudge implements PictureJudge {
  readonly #options: EngineBrowserOptions;
  readonly #model: EvaluatedModel;
  #browser: EngineBrowser | undefined;

  constructor(options: EngineBrowserOptions, model: EvaluatedModel) {
    this.#options = options;
    this.#model = model;
  }

  /** A picture that costs the browser its life twice is answered as such. @throws Error where no browser can be started. */
  async judge(file: Uint8Array<ArrayBuffer>): Promise<Answer> {
    const first = await this.#try(file);
    if (first) return first;
    await this.close();
    const second = await this.#try(file);
    if (second) return second;
    await this.close();
    return { ok: false, code: 'browserLost', message: 'Expected an answer, twice got none' };
  }

  async close(): Promise<void> {
    const browser = this.#browser;
    this.#browser = undefined;
    await browser?.close().catch(() => undefined); // It may be lost already.
  }

  /** Undefined where the browser is not to be asked any more. */
  async #try(file: Uint8Array<ArrayBuffer>): Promise<Answer | undefined> {
    this.#browser ??= await EngineBrowser.launch(this.#options);
    const browser = this.#browser;
    try {
      const outcome = await browser.judgeBytes(file);
      if (!outcome.ok) return outcome;
      const engine = await this.#readEngine(browser);
      if (!engine || engine.precision === 'int8') return undefined;
      const { score, logit, width, height } = outcome.judged;
      return { ok: true, engine, judged: { score, logit, width, height } };
    } catch (error) {
      if (error instanceof WrongModelError) throw error;
      return undefined;
    }
  }

  async #readEngine(browser: EngineBrowser): Promise<EvaluatedEngine | undefined> {
    const { engine, precision, model } = await browser.getHealth();
    const { id, revision } = model.card;
    if (id !== this.#model.id || revision !== this.#model.revision) {
      throw new WrongModelError(`Expected ${this.#model.id} to judge, got ${id} ${revision}`);
    }
    if (engine.status !== 'ready' || !precision) return undefined;
    return { rung: engine.rung, precision };
  }
}

/** The build is not of the model that is to be judged. */
class WrongModelError extends Error {
  override readonly name = 'WrongModelError';
}
