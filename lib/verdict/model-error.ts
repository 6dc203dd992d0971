/** Why a model could not be had, kept or put to use: a closed list, so that nobody compares message texts. */
export const modelErrorCodes = [
  'closed',
  'failedSelfTest',
  'inUse',
  'noModelFile',
  'noSpace',
  'notDetector',
  'notFound',
  'notImageClassifier',
  'notInstalled',
  'offline',
  'paused',
  'rateLimited',
  'serverFailed',
  'shardedWeights',
  'storageFailed',
  'unreadable',
  'unsupportedPreprocessing',
  'wrongBytes',
  'wrongLength',
] as const;

export type ModelErrorCode = (typeof modelErrorCodes)[number];

interface ModelErrorOptions extends ErrorOptions {
  retryAfterSeconds?: number | undefined;
  subject?: string | undefined;
}

/**
 * `message` is for developers; people read the text of `code`. `retryAfterSeconds` is what a busy server asked for,
 * `subject` what the text names (as "$1"): the labels of a model, or what of its configs cannot be done.
 */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;
  readonly retryAfterSeconds: number | undefined;
  readonly subject: string | undefined;

  constructor(code: ModelErrorCode, message: string, options: ModelErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.subject = options.subject;
  }
}
