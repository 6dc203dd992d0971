/** Why a picture could not be checked: a closed list, so that nobody compares message texts. */
export const failureCodes = [
  'accessWithheld',
  'crowdedOut',
  'damaged',
  'dropped',
  'empty',
  'engineFailed',
  'modelRefused',
  'notAPicture',
  'notFound',
  'otherPicture',
  'privateAddress',
  'refused',
  'serverFailed',
  'timedOut',
  'tooHeavy',
  'tooManyPixels',
  'unreachable',
  'unreadable',
  'unsupportedFormat',
] as const;

export type FailureCode = (typeof failureCodes)[number];

interface CheckErrorOptions extends ErrorOptions {
  receivedBytes?: number | undefined;
}

/** A check that ended without a score. `message` is for developers; people read the text of `code`. */
export class CheckError extends Error {
  override readonly name = 'CheckError';
  readonly code: FailureCode;
  /** What had been downloaded for it by then, to no purpose. */
  readonly receivedBytes: number;

  constructor(code: FailureCode, message: string, options: CheckErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.receivedBytes = options.receivedBytes ?? 0;
  }
}
