import type { Runtime } from 'webextension-polyfill';
import { browser } from '../browser';
import { CheckError } from '../verdict/failure';
import { ModelError } from '../verdict/model-error';
import { answerHere } from './here';
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

const ourselves: Sender = { tabId: undefined, frameId: undefined };

type Listener = (message: unknown, sender: Runtime.MessageSender) => Promise<unknown> | undefined;

/** What answers the messages of a context. */
export interface Service {
  /** Whether somebody still waits for an answer. */
  isAnswering(): boolean;
}

/** Answers every message addressed to `context` until `signal` aborts. */
export function serve<To extends Context>(
  context: To,
  handlers: Handlers<To>,
  signal?: AbortSignal,
): Service {
  let open = 0;
  const answerFor = async (message: Envelope, sender: Sender) => {
    open += 1;
    const given = await answer(handlers, message, whoSent(message, sender));
    open -= 1;
    return given;
  };
  listen((message, sender) => {
    if (!isEnvelope(message) || message.candid !== context) return undefined;
    // Host messages are passed on by the background, so the host takes only what was passed on.
    if (context === 'host' && (!message.sender || sender.tab)) return undefined;
    return answerFor(message, senderOf(sender));
  }, signal);
  answerHere(context, (message) => answerFor(message, ourselves), signal);
  return { isAnswering: () => open > 0 };
}

/** Only what was passed on to the host tells of another sender: anybody could say so. */
function whoSent({ candid, sender: told }: Envelope, sender: Sender): Sender {
  return (candid === 'host' && told) || sender;
}

/** Makes the host exist, and answers what it must know of all senders. */
type PrepareHost = () => Promise<Pick<Sender, 'pass' | 'keepDays' | 'isPrivate'>>;

/** In the background: passes every message for the host on to it, once `prepareHost` has made it exist. */
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
    const known = await prepareHost();
    return deliver({ ...envelope, sender: { ...known, ...sender } });
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
  if (error instanceof CheckError) {
    const { code, message, receivedBytes } = error;
    return { ok: false, code, message, receivedBytes };
  }
  if (error instanceof ModelError) {
    const { code: modelCode, message, retryAfterSeconds, subject } = error;
    return { ok: false, modelCode, message, retryAfterSeconds, subject };
  }
  return { ok: false, code: 'engineFailed', message: String(error), receivedBytes: 0 };
}

/** Root listeners are synchronous: a promise would answer messages that belong to somebody else. */
function listen(listener: Listener, signal?: AbortSignal): void {
  const typed = listener as Parameters<typeof browser.runtime.onMessage.addListener>[0];
  browser.runtime.onMessage.addListener(typed);
  signal?.addEventListener('abort', () => browser.runtime.onMessage.removeListener(typed));
}

function senderOf(sender: Runtime.MessageSender): Sender {
  const { tab, frameId } = sender;
  const page = tab && pageOf(tab);
  return {
    tabId: tab?.id,
    frameId,
    url: addressOf(sender),
    ...(page && { page }),
    ...(tab?.incognito && { isPrivate: true }),
  };
}

/** Our own pages are no places where pictures are met. */
function pageOf({ url, title = '' }: NonNullable<Runtime.MessageSender['tab']>) {
  return url && /^(https?|file):/.test(url) ? { url, title } : undefined;
}

/** The polyfill's types do not know the origin yet. */
function addressOf({ url, origin }: Runtime.MessageSender & { origin?: string }) {
  return url?.startsWith('about:') ? origin : url;
}

function isEnvelope(message: unknown): message is Envelope {
  return typeof message === 'object' && message !== null && 'candid' in message;
}
