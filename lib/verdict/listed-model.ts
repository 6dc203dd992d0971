import type { ModelCard } from './model';
import type { ModelErrorCode } from './model-error';

/** One revision of one model. */
export interface ModelKey {
  id: string;
  revision: string;
}

/** A model that there is to choose from. */
export interface ListedModel {
  model: ModelCard;
  /** Of all files together. */
  sizeInBytes: number;
  /** Where on the Hugging Face hub it is from, null for the package's own and for imports. */
  repository: string | null;
  /** Its bytes are the ones that the catalog pins. */
  isVerified: boolean;
  isActive: boolean;
  /** The one that was in use before. */
  isPrevious: boolean;
  /** The catalog pins this revision while another one is installed. */
  isUpdate: boolean;
  state: ModelState;
}

/** How much of a model is here. `receivedBytes` of one that is not whole are kept: an install goes on from there. */
export type ModelState =
  | { status: 'embedded' | 'installed' }
  | { status: 'absent'; receivedBytes: number }
  | {
      status: 'installing';
      receivedBytes: number;
      totalBytes: number;
      bytesPerSecond: number;
      /** Null while nothing comes. */
      secondsLeft: number | null;
      /** The connection is lost and will be tried again. */
      isRetrying: boolean;
    }
  | {
      status: 'failed';
      code: ModelErrorCode;
      retryAfterSeconds: number | undefined;
      receivedBytes: number;
    };
