import type { CatalogEntry, ModelCard } from '../verdict/model';
import { ModelError } from '../verdict/model-error';
import type { Engine } from './engine';
import type { Memory } from './memory';

/** One model with what judges by it and what it judged before. */
export interface Judge {
  entry: CatalogEntry;
  model: ModelCard;
  engine: Pick<
    Engine,
    | 'batchSize'
    | 'classify'
    | 'classifyPrecisely'
    | 'classifyTogether'
    | 'compare'
    | 'explainLayers'
    | 'explainTiles'
    | 'sleep'
    | 'state'
    | 'timings'
    | 'tryBetterDevice'
  >;
  memory: Memory;
}

interface ChangeOptions {
  /** Throws when the model must not be used. */
  selfTest: (judge: Judge) => Promise<void>;
  /** Remembers the change. Where it fails, the model before stays in use. */
  remember: () => Promise<void>;
}

/** Which model judges. Work and changes take turns, so that no picture meets two models, and two are never in memory. */
export class ModelInUse {
  #judge: Judge;
  #lastTurn: Promise<unknown> = Promise.resolve();
  readonly #restored: Promise<void>;

  /** `restore` answers the model that was chosen before, if any; until it has, all work waits. */
  constructor(embedded: Judge, restore: () => Promise<Judge | undefined>) {
    this.#judge = embedded;
    this.#restored = this.inTurn(async () => {
      this.#judge = (await restore().catch(report)) ?? embedded;
    });
  }

  /** Whether the model is in memory, or about to be. */
  get isAwake(): boolean {
    const { status } = this.#judge.engine.state;
    return status === 'loading' || status === 'ready';
  }

  async getCurrent(): Promise<Judge> {
    await this.#restored;
    return this.#judge;
  }

  inTurn<Value>(work: (judge: Judge) => Promise<Value>): Promise<Value> {
    const outcome = this.#lastTurn.then(() => work(this.#judge));
    this.#lastTurn = outcome.catch(() => undefined);
    return outcome;
  }

  /**
   * Puts another model to use once it has passed its self-test. The one before gives its memory back first, and goes on
   * with the next picture if the other fails.
   *
   * @throws ModelError (`failedSelfTest`, or what `remember` threw).
   */
  change(next: Judge, { selfTest, remember }: ChangeOptions): Promise<void> {
    return this.inTurn(async (before) => {
      before.engine.sleep();
      try {
        await selfTest(next).catch(refuse);
        await remember();
        this.#judge = next;
      } catch (error) {
        next.engine.sleep();
        throw error;
      }
    });
  }
}

/** A choice that cannot be read stops no check: the embedded model judges. */
function report(error: unknown): undefined {
  reportError(error);
}

function refuse(cause: unknown): never {
  const message = `Expected the model to pass its self-test, got ${String(cause)}`;
  throw new ModelError('failedSelfTest', message, { cause });
}
