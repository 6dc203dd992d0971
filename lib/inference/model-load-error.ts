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
  | 'contradiction';

/** A model that must not be used. Thrown before any session is made; `message` names what is wrong. */
export class ModelLoadError extends Error {
  override readonly name = 'ModelLoadError';
  readonly fault: ModelFault;

  constructor(fault: ModelFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
