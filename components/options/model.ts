import type { ModelCard } from '../../lib/verdict/model';
import type { ModelErrorCode } from '../../lib/verdict/model-error';

/** One revision of one model. */
export interface ModelKey {
  id: string;
  revision: string;
}

/** A model as the options page lists it. */
export interface ListedModel {
  model: ModelCard;
  sizeInBytes: number;
  /** Where on the Hugging Face hub it is from, null for models of the package and of the person's files. */
  repository: string | null;
  isVerified: boolean;
  isActive: boolean;
  isPrevious: boolean;
  /** A newer revision of a model that is installed. */
  isUpdate: boolean;
  state: ModelState;
}

/** How much of a model is here. `receivedBytes` of one that is not whole are kept. */
export type ModelState =
  | { status: 'embedded' | 'installed' }
  | { status: 'absent'; receivedBytes: number }
  | ({ status: 'installing' } & Transfer)
  | {
      status: 'failed';
      code: ModelErrorCode;
      retryAfterSeconds: number | undefined;
      receivedBytes: number;
    };

/** How far a download is. `secondsLeft` is null while nothing comes. */
export interface Transfer {
  receivedBytes: number;
  totalBytes: number;
  bytesPerSecond: number;
  secondsLeft: number | null;
  /** The connection is lost and will be tried again. */
  isRetrying: boolean;
}

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
