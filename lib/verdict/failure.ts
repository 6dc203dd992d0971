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

/** A check that ended without a score. `message` is for developers; people read the text of `code`. */
export class CheckError extends Error {
  override readonly name = 'CheckError';
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
