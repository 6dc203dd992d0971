import type { Priority } from '../../messaging/protocol';

interface Waiting {
  /** Read when a turn is free: it may have been raised meanwhile. */
  wish: Readonly<{ priority: Priority }>;
  begin: () => void;
}

const urgency: Record<Priority, number> = { near: 0, visible: 1, asked: 2 };

/** Lets so many checks of a document be open at once. The next is the most urgent one, among equals the newest. */
export class Turns {
  readonly #most: number;
  readonly #waiting = new Set<Waiting>();
  #open = 0;
  #isPaused = false;

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Resolves when it is this wish's turn, with what ends the turn. What a person asked for does not wait. Rejects with the
   * signal's reason.
   */
  take(wish: Waiting['wish'], signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        signal.removeEventListener('abort', leave);
        this.#open += 1;
        resolve(() => this.#end());
      };
      const waiting = { wish, begin };
      const leave = () => {
        this.#waiting.delete(waiting);
        reject(signal.reason as Error);
      };
      if (signal.aborted) leave();
      else if (this.#hasRoom() || wish.priority === 'asked') begin();
      else {
        signal.addEventListener('abort', leave, { once: true });
        this.#waiting.add(waiting);
      }
    });
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

  #hasRoom(): boolean {
    return !this.#isPaused && this.#open < this.#most;
  }

  #beginWaiting(): void {
    for (let next = this.#findNext(); next && this.#hasRoom(); next = this.#findNext()) {
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
