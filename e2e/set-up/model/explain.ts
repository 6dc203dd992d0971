import type { ModelError, ModelErrorCode } from '../../../lib/verdict/model-error.ts';

const sentences: Partial<Record<ModelErrorCode, string>> = {
  offline: 'the model hub could not be reached, or the connection was lost',
  notFound: 'the model hub does not have it, or does not give it away',
  rateLimited: 'the model hub is busy',
  serverFailed: 'the model hub failed',
  noSpace: 'there is not enough room on the disk',
  paused: 'stopped',
  wrongBytes: 'what came is not the model that the catalog pins; it was thrown away',
  wrongLength: 'what the server has is not the model that the catalog pins; it was not taken',
};

/** Why a model could not be fetched, with the details that help to mend it. */
export function explain(error: ModelError): string {
  const { code, retryAfterSeconds } = error;
  const wait = retryAfterSeconds === undefined ? '' : `: try again in ${retryAfterSeconds} s`;
  const details = code === 'paused' ? '' : ` (${innermost(error).message})`;
  return `${sentences[code] ?? 'the model could not be kept'}${wait}${details}`;
}

/** Node says "fetch failed", and why in its cause. */
function innermost(error: Error): Error {
  return error.cause instanceof Error ? innermost(error.cause) : error;
}
