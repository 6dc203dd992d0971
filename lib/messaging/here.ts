import type { Answer, Context, Envelope } from './protocol';

type Answerer = (envelope: Envelope) => Promise<Answer>;

const answerers = new Map<Context, Answerer>();

/** Notes, until `signal` aborts, who answers the messages for `context` in this very document or worker. */
export function answerHere(context: Context, answerer: Answerer, signal?: AbortSignal): void {
  answerers.set(context, answerer);
  signal?.addEventListener('abort', () => answerers.delete(context));
}

/** Who answers an envelope right here: no browser delivers a message to where it was sent. */
export function findAnswererHere({ candid }: Envelope): Answerer | undefined {
  return answerers.get(candid);
}
