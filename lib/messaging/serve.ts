import type { Runtime } from 'webextension-polyfill';
import { browser } from '../browser';
import { CheckError } from '../verdict/failure';
import { ModelError } from '../verdict/model-error';
import { deliver } from './send';
import type {
  Answer,
  Arguments,
  Context,
  Envelope,
  MessageName,
  Protocol,
  Reply,
  Sender,
} from './protocol';

/** One function per message of a context. What it throws reaches the asker as a `CheckError` or a `ModelError`. */
export type Handlers<To extends Context> = {
  [Name in MessageName<To>]: (
    args: Arguments<To, Name>,
    sender: Sender,
  ) => Reply<To, Name> | Promise<Reply<To, Name>>;
};

type Listener = (message: unknown, sender: Runtime.MessageSender) => Promise<unknown> | undefined;

/** Answers every message addressed to `context` until `signal` aborts. */
export function serve<To extends Context>(
  context: To,
  handlers: Handlers<To>,
  signal?: AbortSignal,
): void {
  listen((message, sender) => {
    if (!isEnvelope(message) || message.candid !== context) return undefined;
    // In Chrome the service worker passes host messages on, so the host takes only what was passed on.
    if (context === 'host' && (!message.sender || sender.tab)) return undefined;
    return answer(handlers, message, message.sender ?? senderOf(sender));
  }, signal);
}

/** Makes the host exist, and answers the pass that it needs. */
type PrepareHost = () => Promise<string>;

/** In the service worker: passes every message for the host on to it, once `prepareHost` has made it exist. */
export function relayToHost(prepareHost: PrepareHost): void {
  listen((message, sender) => {
    if (!isEnvelope(message) || message.candid !== 'host' || message.sender) return undefined;
    return relay(message, { sender: senderOf(sender), prepareHost });
  });
}

async function relay(
  envelope: Envelope,
  { sender, prepareHost }: { sender: Sender; prepareHost: PrepareHost },
): Promise<unknown> {
  const passOn = async () => {
    const pass = await prepareHost();
    return deliver({ ...envelope, sender: { ...sender, pass } });
  };
  try {
    // A host that was lost, or does not listen yet, is there at the second attempt.
    return await passOn().catch(passOn);
  } catch (error) {
    return failed(error);
  }
}

async function answer<To extends Context>(
  handlers: Handlers<To>,
  { name, args }: Envelope,
  sender: Sender,
): Promise<Answer> {
  try {
    if (!Object.hasOwn(handlers, name)) throw new TypeError(`Expected a message, got ${name}`);
    const handler = handlers[name as keyof Protocol[To] & string];
    return { ok: true, value: await handler(args as never, sender) };
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): Answer {
  if (error instanceof CheckError) return { ok: false, code: error.code, message: error.message };
  if (error instanceof ModelError) {
    const { code: modelCode, message, retryAfterSeconds, subject } = error;
    return { ok: false, modelCode, message, retryAfterSeconds, subject };
  }
  return { ok: false, code: 'engineFailed', message: String(error) };
}

/** Root listeners are synchronous: a promise would answer messages that belong to somebody else. */
function listen(listener: Listener, signal?: AbortSignal): void {
  const typed = listener as Parameters<typeof browser.runtime.onMessage.addListener>[0];
  browser.runtime.onMessage.addListener(typed);
  signal?.addEventListener('abort', () => browser.runtime.onMessage.removeListener(typed));
}

function senderOf(sender: Runtime.MessageSender): Sender {
  return { tabId: sender.tab?.id, frameId: sender.frameId, url: addressOf(sender) };
}

/** The polyfill's types do not know the origin yet. */
function addressOf({ url, origin }: Runtime.MessageSender & { origin?: string }) {
  return url?.startsWith('about:') ? origin : url;
}

function isEnvelope(message: unknown): message is Envelope {
  return typeof message === 'object' && message !== null && 'candid' in message;
}
