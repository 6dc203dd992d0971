import type { ListedModel, ModelKey } from '../../lib/verdict/listed-model';
import type { ModelErrorCode } from '../../lib/verdict/model-error';

/** Why something could not be done with a model. */
export interface ModelProblem {
  code: ModelErrorCode;
  /** How long a busy server asked to wait. */
  retryAfterSeconds?: number | undefined;
  /** What the reason names: a model's labels, or what of its configs cannot be done. */
  subject?: string | undefined;
}

/** What a person wanted of a model and what came of it, beyond what the list tells. */
export type Attempt = { status: 'testing' } | ({ status: 'failed' } & ModelProblem);

/** Attempts by `nameOfKey`. */
export type Attempts = ReadonlyMap<string, Attempt>;

/** What a page shows of models. */
export interface ModelsState {
  /** Undefined until the host answers. */
  models: ListedModel[] | undefined;
  attempts: Attempts;
}

/** What can be done with a listed model. */
export interface ModelActions {
  /** Starts the download of a model, or goes on with it. */
  getModel: (key: ModelKey) => void;
  pauseModel: (key: ModelKey) => void;
  /** Puts a model to use once it has passed its self-test. */
  useModel: (key: ModelKey) => void;
  goBack: () => void;
  removeModel: (key: ModelKey) => void;
}

/** How the adding of a model comes along. */
export type Adding =
  | { status: 'idle' | 'working' }
  | { status: 'done'; name: string }
  | ({ status: 'failed' } & ModelProblem);

export function nameOfKey({ id, revision }: ModelKey): string {
  return `${id}@${revision}`;
}

/** The bytes that are here of a model, all of them where it is whole. */
export function receivedBytesOf({ state, sizeInBytes }: ListedModel): number {
  return 'receivedBytes' in state ? state.receivedBytes : sizeInBytes;
}

/** Whether a part of a model is here that is worth a word: its config alone is not. */
export function isBegun(listed: ListedModel): boolean {
  const fraction = receivedBytesOf(listed) / listed.sizeInBytes;
  return fraction > 0.005 && fraction < 1;
}
