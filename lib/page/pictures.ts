import { createId } from '../messaging/create-id';
import type { PictureReport, PictureState, Priority } from '../messaging/protocol';
import { send } from '../messaging/send';
import { CheckError, type FailureCode } from '../verdict/failure';
import type { Judgement } from '../verdict/judgement';
import { findUrl, labelOf } from './find';
import type { Lifetime } from './lifetime';
import { readSource } from './read-source';

/** What is known of a picture. `waiting` is not worth a check yet. */
export type CheckState =
  | { status: 'waiting' }
  | { status: 'checking' }
  | { status: 'judged'; judgement: Judgement }
  | { status: 'failed'; code: FailureCode };

/** A picture of this page. `wasAsked` says that a person asked for it; `changedAt` is epoch milliseconds. */
export interface Picture {
  readonly id: string;
  readonly element: Element;
  readonly url: string;
  readonly wasAsked: boolean;
  readonly state: CheckState;
  readonly changedAt: number;
}

interface Entry extends Picture {
  url: string;
  wasAsked: boolean;
  state: CheckState;
  changedAt: number;
  /** The request that is under way. */
  request: Request | undefined;
}

interface Request {
  id: string;
  priority: Priority;
  given: AbortController;
}

const urgency: Record<Priority, number> = { near: 0, visible: 1, asked: 2 };

/** All pictures that this document has asked the host about, and the asking. */
export class Pictures {
  readonly #entries = new Map<Element, Entry>();
  readonly #listeners = new Set<() => void>();
  readonly #lifetime: Lifetime;

  constructor(lifetime: Lifetime) {
    this.#lifetime = lifetime;
    lifetime.signal.addEventListener('abort', () => this.forget(this.all));
  }

  get all(): Picture[] {
    return [...this.#entries.values()];
  }

  find(element: Element): Picture | undefined {
    return this.#entries.get(element);
  }

  /** Calls `listener` after every change, until `signal` aborts. */
  onChange(listener: () => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener));
  }

  /** Asks the host, unless it was asked about what the element shows now. A person who asks gets a new attempt after a failure. */
  ask(element: Element, priority: Priority): Picture | undefined {
    const url = findUrl(element);
    if (!url) return undefined;
    const entry = this.#ensure(element, url);
    entry.wasAsked ||= priority === 'asked';
    const isRetry = priority === 'asked' && entry.state.status === 'failed';
    if (entry.state.status === 'waiting' || isRetry) void this.#check(entry, priority);
    else this.#raise(entry, priority);
    return entry;
  }

  /** Gives up a check that nobody waits for now; the picture can be asked about again. */
  letGo(element: Element): void {
    const entry = this.#entries.get(element);
    if (entry?.state.status !== 'checking' || entry.wasAsked) return;
    this.#drop([entry]);
    this.#settle(entry, { status: 'waiting' });
  }

  /** Gives up every check of a page that is being left; the pictures can be asked about again if it comes back. */
  letAllGo(): void {
    const entries = [...this.#entries.values()].filter(({ request }) => request);
    this.#drop(entries);
    for (const entry of entries) this.#settle(entry, { status: 'waiting' });
  }

  /** Forgets pictures that left the page, and checks anew those that a person asked about and that show something else now. */
  refresh(): void {
    const gone = this.all.filter(({ element }) => !element.isConnected || !findUrl(element));
    if (gone.length > 0) this.forget(gone);
    const changed = this.all.filter(({ element, url }) => findUrl(element) !== url);
    if (changed.length > 0) this.forget(changed);
    for (const { element } of changed.filter(({ wasAsked }) => wasAsked))
      this.ask(element, 'asked');
  }

  forget(pictures: Picture[]): void {
    const entries = pictures.flatMap(({ element }) => this.#entries.get(element) ?? []);
    this.#drop(entries);
    for (const { element } of entries) this.#entries.delete(element);
    this.#tell();
  }

  #ensure(element: Element, url: string): Entry {
    const known = this.#entries.get(element);
    if (known?.url === url) return known;
    if (known) this.forget([known]);
    const entry: Entry = {
      id: createId(),
      element,
      url,
      wasAsked: false,
      state: { status: 'waiting' },
      changedAt: Date.now(),
      request: undefined,
    };
    this.#entries.set(element, entry);
    return entry;
  }

  /** Somebody waits for a picture more than before: it was near and is on screen now, or a person asks for it. */
  #raise({ request }: Entry, priority: Priority): void {
    if (!request || urgency[priority] <= urgency[request.priority]) return;
    request.priority = priority;
    // Where nobody is left to hear it, nothing is done for it either.
    send('host', 'raiseImage', { requestId: request.id, priority }).catch(() => undefined);
  }

  async #check(entry: Entry, priority: Priority): Promise<void> {
    const request = { id: createId(), priority, given: new AbortController() };
    entry.request = request;
    if (entry.state.status !== 'checking') this.#settle(entry, { status: 'checking' });
    const state = await this.#judge(entry, request);
    if (entry.request !== request || this.#lifetime.isOver()) return;
    entry.request = undefined;
    this.#settle(entry, state);
  }

  async #judge({ element, url }: Entry, { id, given, priority }: Request): Promise<CheckState> {
    try {
      const source = await readSource(element, url, given.signal);
      given.signal.throwIfAborted();
      const judgement = await send('host', 'classifyImage', { requestId: id, source, priority });
      return { status: 'judged', judgement };
    } catch (error) {
      return { status: 'failed', code: error instanceof CheckError ? error.code : 'engineFailed' };
    }
  }

  #drop(entries: Entry[]): void {
    const requests = entries.flatMap(({ request }) => request ?? []);
    for (const entry of entries) entry.request = undefined;
    for (const { given } of requests) given.abort();
    this.#sendDrop(requests);
  }

  #sendDrop(requests: Request[]): void {
    if (requests.length === 0 || this.#lifetime.isOver()) return;
    // Where nobody is left to hear it, there is nothing left to drop.
    send('host', 'dropImages', { requestIds: requests.map(({ id }) => id) }).catch(() => undefined);
  }

  #settle(entry: Entry, state: CheckState): void {
    entry.state = state;
    entry.changedAt = Date.now();
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** What the popup hears of the pictures of this document. */
export function reportsOf(pictures: Pictures): PictureReport[] {
  return pictures.all.flatMap(({ id, element, url, changedAt, state }) => {
    const reported = reportedState(state);
    return reported
      ? [{ pictureId: id, label: labelOf(element, url), changedAt, state: reported }]
      : [];
  });
}

function reportedState(state: CheckState): PictureState | undefined {
  if (state.status === 'waiting') return undefined;
  if (state.status !== 'judged') return state;
  const { contentHash, score, picture, model } = state.judgement;
  return { status: 'judged', contentHash, score, picture, model };
}
