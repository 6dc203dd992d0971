/** Why a model could not be had, kept or put to use: a closed list, so that nobody compares message texts. */
export const modelErrorCodes = [
  'failedSelfTest',
  'inUse',
  'noSpace',
  'notFound',
  'notInstalled',
  'offline',
  'paused',
  'rateLimited',
  'serverFailed',
  'storageFailed',
  'unreadable',
  'wrongBytes',
  'wrongLength',
] as const;

export type ModelErrorCode = (typeof modelErrorCodes)[number];

interface ModelErrorOptions extends ErrorOptions {
  retryAfterSeconds?: number | undefined;
}

/** `message` is for developers; people read the text of `code`. `retryAfterSeconds` is what a busy server asked for. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ModelErrorCode, message: string, options: ModelErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
