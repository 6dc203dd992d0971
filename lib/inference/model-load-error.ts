/** What can be wrong with a model: a closed list, so that nobody compares message texts. */
export type ModelFault =
  | 'unreachable'
  | 'wrongSize'
  | 'wrongHash'
  | 'truncated'
  | 'malformedHeader'
  | 'badOffsets'
  | 'wrongDtype'
  | 'wrongShape'
  | 'missingTensor'
  | 'unexpectedTensor'
  | 'unsupportedConfig'
  | 'contradiction'
  | 'brokenWeights';

/** Files are quoted, and a file can call a tensor whatever it likes, at any length. */
const longestMessage = 250;

/**
 * A model that must not be used; `message` names what is wrong. Thrown before any session is made, but for
 * `brokenWeights`: only a run shows that they answer no number.
 */
export class ModelLoadError extends Error {
  override readonly name = 'ModelLoadError';
  readonly fault: ModelFault;

  constructor(fault: ModelFault, message: string, options?: ErrorOptions) {
    super(cut(message), options);
    this.fault = fault;
  }
}

function cut(message: string): string {
  return message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
}
