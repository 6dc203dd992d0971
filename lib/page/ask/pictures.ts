import { createId } from '../../messaging/create-id';
import type { PictureReport, Priority } from '../../messaging/protocol';
import type { ModelKey } from '../../verdict/listed-model';
import type { PictureState } from '../../verdict/listed-picture';
import { send } from '../../messaging/send';
import { CheckError, type FailureCode } from '../../verdict/failure';
import type { PageJudgement } from '../../verdict/judgement';
import { classifyShown, type ClassifyOptions } from './classify-shown';
import { findUrl, labelOf } from '../find/find';
import type { Lifetime } from './lifetime';
import { Turns } from './turns';

/** What is known of a picture. `waiting` is not worth a check yet; `offered` is, once the person says so. */
export type CheckState =
  | { status: 'waiting' }
  | { status: 'offered' }
  | { status: 'checking' }
  | { status: 'judged'; judgement: PageJudgement }
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
  /** The request that is under way; the host has heard of it once it is sent. */
  request: (ClassifyOptions & { isSent: boolean }) | undefined;
}

type Request = NonNullable<Entry['request']>;

const urgency: Record<Priority, number> = { near: 0, visible: 1, asked: 2 };

/**
 * Enough to keep the host busy, however slow the network. All others wait here, where it costs nothing to change their
 * order or to let them go: each message to the host takes the page about a millisecond.
 */
const room = { near: 8, visible: 24 };
const askAgainAfterMs = 1_000;

/** Another model may do better. */
const failuresOfModels: readonly FailureCode[] = ['engineFailed', 'modelRefused'];

/** All pictures that this document has asked the host about, and the asking. */
export class Pictures {
  readonly #entries = new Map<Element, Entry>();
  readonly #listeners = new Set<(changed: readonly Element[]) => void>();
  readonly #lifetime: Lifetime;
  readonly #turns = new Turns(room);
  #dropped: string[] = [];

  constructor(lifetime: Lifetime) {
    this.#lifetime = lifetime;
    this.#waitWhileHidden(lifetime.signal);
    lifetime.signal.addEventListener('abort', () => this.forget(this.all));
  }

  get all(): Picture[] {
    return [...this.#entries.values()];
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  find(element: Element): Picture | undefined {
    return this.#entries.get(element);
  }

  /** Calls `listener` after every change, with the elements whose picture changed, until `signal` aborts. */
  onChange(listener: (changed: readonly Element[]) => void, signal: AbortSignal): void {
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
    const isOpen = entry.state.status === 'waiting' || entry.state.status === 'offered';
    if (isOpen || isRetry) void this.#check(entry, priority);
    else this.#raise(entry, priority);
    return entry;
  }

  /** Makes a picture known that is worth a check, without asking the host. */
  offer(element: Element): void {
    const url = findUrl(element);
    if (!url) return;
    const entry = this.#ensure(element, url);
    if (entry.state.status === 'waiting') this.#settle(entry, { status: 'offered' });
  }

  /** Takes an offer back that nobody took up. */
  withdraw(element: Element): void {
    const entry = this.#entries.get(element);
    if (entry?.state.status === 'offered') this.forget([entry]);
  }

  /** Gives up a check that nobody waits for now; the picture can be asked about again. */
  letGo(element: Element): void {
    const entry = this.#entries.get(element);
    if (entry?.state.status !== 'checking' || entry.wasAsked) return;
    this.#giveUp([entry]);
  }

  /** Gives up every check of a page that is being left; the pictures can be asked about again if it comes back. */
  letAllGo(): void {
    this.#giveUp([...this.#entries.values()].filter(({ request }) => request));
  }

  /** Forgets pictures that left the page, and checks anew those that a person asked about and that show something else now. */
  refresh(elements: Iterable<Element> = this.#entries.keys()): void {
    const known = [...elements].flatMap((element) => this.#entries.get(element) ?? []);
    const outdated = known.filter(
      ({ element, url }) => !element.isConnected || findUrl(element) !== url,
    );
    if (outdated.length > 0) this.forget(outdated);
    for (const { element, wasAsked } of outdated) {
      if (wasAsked && element.isConnected) this.ask(element, 'asked');
    }
  }

  /**
   * Gives up what another model has judged; what a person asked for is asked for again at once. Of what is on its way to a
   * model that has only just begun, nobody knows which one will judge it.
   */
  followModel(model: ModelKey, { isNew }: { isNew: boolean }): void {
    const outdated = [...this.#entries.values()].filter(
      ({ state, request }) => isOfAnother(state, model) || (isNew && request?.isSent),
    );
    this.#giveUp(outdated);
    for (const { element, wasAsked } of outdated) if (wasAsked) this.ask(element, 'asked');
  }

  forget(pictures: Picture[]): void {
    const entries = pictures.flatMap(({ element }) => this.#entries.get(element) ?? []);
    this.#drop(entries);
    for (const { element } of entries) this.#entries.delete(element);
    this.#tell(entries);
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

  /**
   * Somebody waits for a picture more than before: it was near and is on screen now, or a person asks for it. One that is
   * merely near again keeps its place, behind all that came on screen since.
   */
  #raise({ request }: Entry, priority: Priority): void {
    if (!request || request.priority === 'asked') return;
    const isMore = urgency[priority] > urgency[request.priority];
    request.priority = priority;
    if (!isMore) return;
    if (!request.isSent) {
      this.#turns.reconsider();
      return;
    }
    // Where nobody is left to hear it, nothing is done for it either.
    send('host', 'raiseImage', { requestId: request.id, priority }).catch(() => undefined);
  }

  async #check(entry: Entry, priority: Priority): Promise<void> {
    const name = labelOf(entry.element, entry.url);
    const request = { id: createId(), name, priority, given: new AbortController(), isSent: false };
    entry.request = request;
    if (entry.state.status !== 'checking') this.#settle(entry, { status: 'checking' });
    const state = await this.#judge(entry, request);
    if (entry.request !== request || this.#lifetime.isOver()) return;
    entry.request = undefined;
    this.#settle(entry, state);
  }

  async #judge(entry: Entry, request: Request): Promise<CheckState> {
    try {
      return { status: 'judged', judgement: await this.#askInTurn(entry, request) };
    } catch (error) {
      const code = codeOf(error);
      if (code === 'crowdedOut' && !request.given.signal.aborted)
        return this.#judge(entry, request);
      return { status: 'failed', code };
    }
  }

  /** The turn of a request that the host gave up for others of this tab lasts a while longer: there are too many. */
  async #askInTurn(entry: Entry, request: Request): Promise<PageJudgement> {
    const end = await this.#turns.take(request, request.given.signal);
    request.isSent = true;
    // Of what was given up there may never be an answer: a page that is kept for the way back loses it.
    request.given.signal.addEventListener('abort', end, { once: true });
    try {
      return await classifyShown(entry, request);
    } catch (error) {
      if (codeOf(error) === 'crowdedOut') await rest(askAgainAfterMs);
      throw error;
    } finally {
      end();
    }
  }

  /**
   * A tab that nobody looks at leaves the host to others, but for what a person asked for. When it is shown again, what is
   * on screen by then is asked about first.
   */
  #waitWhileHidden(signal: AbortSignal): void {
    const follow = () => {
      const isHidden = document.visibilityState === 'hidden';
      this.#turns.setPaused(isHidden);
      if (!isHidden) return;
      const entries = [...this.#entries.values()];
      this.#giveUp(entries.filter(({ request, wasAsked }) => request && !wasAsked));
    };
    document.addEventListener('visibilitychange', follow, { signal });
    follow();
  }

  #giveUp(entries: Entry[]): void {
    this.#drop(entries);
    for (const entry of entries) this.#settle(entry, { status: 'waiting' });
  }

  #drop(entries: Entry[]): void {
    const requests = entries.flatMap(({ request }) => request ?? []);
    for (const entry of entries) entry.request = undefined;
    for (const { given } of requests) given.abort();
    const sent = requests.filter(({ isSent }) => isSent);
    if (sent.length === 0) return;
    if (this.#dropped.length === 0) queueMicrotask(() => this.#sendDropped());
    this.#dropped.push(...sent.map(({ id }) => id));
  }

  /** All that went at once, in one message. */
  #sendDropped(): void {
    const requestIds = this.#dropped;
    this.#dropped = [];
    if (this.#lifetime.isOver()) return;
    // Where nobody is left to hear it, there is nothing left to drop.
    send('host', 'dropImages', { requestIds }).catch(() => undefined);
  }

  #settle(entry: Entry, state: CheckState): void {
    entry.state = state;
    entry.changedAt = Date.now();
    this.#tell([entry]);
  }

  #tell(entries: readonly Entry[]): void {
    const elements = entries.map(({ element }) => element);
    for (const listener of this.#listeners) listener(elements);
  }
}

function isOfAnother(state: CheckState, { id, revision }: ModelKey): boolean {
  if (state.status === 'failed') return failuresOfModels.includes(state.code);
  if (state.status !== 'judged') return false;
  const { model } = state.judgement;
  return model.id !== id || model.revision !== revision;
}

function codeOf(error: unknown): FailureCode {
  return error instanceof CheckError ? error.code : 'engineFailed';
}

function rest(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
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
  if (state.status === 'waiting' || state.status === 'offered') return undefined;
  if (state.status !== 'judged') return state;
  const { contentHash, score, picture, model } = state.judgement;
  return { status: 'judged', contentHash, score, picture, model };
}
