import { browser } from '../browser';
import { CheckError } from '../verdict/failure';
import { ModelError } from '../verdict/model-error';
import { findAnswererHere } from './here';
import type { Answer, Arguments, Context, Envelope, MessageName, Reply } from './protocol';

/** A frame of a tab. Without `frameId` the message goes to every frame and the first answer counts. */
export interface Frame {
  tabId: number;
  frameId?: number;
}

/**
 * Sends one message and waits for its answer.
 *
 * @throws CheckError or ModelError when the other side failed, or CheckError (`engineFailed`) when nobody answered.
 */
export function send<Name extends MessageName<'host'>>(
  to: 'host',
  name: Name,
  args: Arguments<'host', Name>,
): Promise<Reply<'host', Name>>;
export function send<Name extends MessageName<'background'>>(
  to: 'background',
  name: Name,
  args: Arguments<'background', Name>,
): Promise<Reply<'background', Name>>;
export function send<Name extends MessageName<'page'>>(
  to: 'page',
  name: Name,
  args: Arguments<'page', Name>,
  frame: Frame,
): Promise<Reply<'page', Name>>;
export async function send(
  to: Context,
  name: string,
  args: unknown,
  frame?: Frame,
): Promise<unknown> {
  const envelope: Envelope = { candid: to, name, args };
  return open(await deliverTwice(() => deliver(envelope, frame)));
}

/**
 * Sends an envelope to extension pages (or to `frame`) and answers what came back, unopened. What is answered right here,
 * as host messages are in Firefox's background page, is handed over as it is.
 */
export function deliver(envelope: Envelope, frame?: Frame): Promise<unknown> {
  if (!frame)
    return findAnswererHere(envelope)?.(envelope) ?? browser.runtime.sendMessage(envelope);
  const { tabId, frameId } = frame;
  return browser.tabs.sendMessage(tabId, envelope, frameId === undefined ? {} : { frameId });
}

/** A service worker that is stopped while it passes a message on takes the answer with it: ask once more. */
async function deliverTwice(attempt: () => Promise<unknown>): Promise<unknown> {
  try {
    return await attempt();
  } catch {
    return attempt().catch((cause: unknown) => {
      throw new CheckError('engineFailed', `No answer: ${String(cause)}`, { cause });
    });
  }
}

function open(answer: unknown): unknown {
  if (!isAnswer(answer)) {
    throw new CheckError('engineFailed', `Expected an answer, got ${typeof answer}`);
  }
  if (answer.ok) return answer.value;
  if ('code' in answer) {
    const { code, message, receivedBytes } = answer;
    throw new CheckError(code, message, { receivedBytes });
  }
  const { modelCode, message, retryAfterSeconds, subject } = answer;
  throw new ModelError(modelCode, message, { retryAfterSeconds, subject });
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'ok' in value;
}
