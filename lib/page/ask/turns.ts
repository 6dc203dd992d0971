import type { Priority } from '../../messaging/protocol';

interface Waiting {
  /** Read when a turn is free: it may have been raised meanwhile. */
  wish: Readonly<{ priority: Priority }>;
  begin: () => void;
}

const urgency: Record<Priority, number> = { near: 0, visible: 1, asked: 2 };

/** How many checks may be open at once when one that is near, or on screen, begins. What a person asked for does not wait. */
export type Room = Record<Exclude<Priority, 'asked'>, number>;

/** Lets so many checks of a document be open at once. The next is the most urgent one, among equals the newest. */
export class Turns {
  readonly #room: Room;
  readonly #waiting = new Set<Waiting>();
  #open = 0;
  #isPaused = false;

  constructor(room: Room) {
    this.#room = room;
  }

  /**
   * Resolves when it is this wish's turn, with what ends the turn, as often as it is called. What a person asked for does not wait. Rejects with the
   * signal's reason.
   */
  take(wish: Waiting['wish'], signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        signal.removeEventListener('abort', leave);
        this.#open += 1;
        const ended = new AbortController();
        ended.signal.addEventListener('abort', () => this.#end(), { once: true });
        resolve(() => ended.abort());
      };
      const waiting = { wish, begin };
      const leave = () => {
        this.#waiting.delete(waiting);
        reject(signal.reason as Error);
      };
      if (signal.aborted) leave();
      else if (this.#hasRoomFor(wish)) begin();
      else {
        signal.addEventListener('abort', leave, { once: true });
        this.#waiting.add(waiting);
      }
    });
  }

  /** Somebody waits for a wish more than before. */
  reconsider(): void {
    this.#beginWaiting();
  }

  /** While it is paused nothing begins, but for what a person asks for. */
  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    this.#beginWaiting();
  }

  #end(): void {
    this.#open -= 1;
    this.#beginWaiting();
  }

  #hasRoomFor({ priority }: Waiting['wish']): boolean {
    if (priority === 'asked') return true;
    return !this.#isPaused && this.#open < this.#room[priority];
  }

  #beginWaiting(): void {
    for (let next = this.#findNext(); next; next = this.#findNext()) {
      if (!this.#hasRoomFor(next.wish)) return;
      this.#waiting.delete(next);
      next.begin();
    }
  }

  #findNext(): Waiting | undefined {
    let next: Waiting | undefined;
    for (const waiting of this.#waiting) {
      if (!next || urgency[waiting.wish.priority] >= urgency[next.wish.priority]) next = waiting;
    }
    return next;
  }
}
