import { send } from '../../messaging/send';
import type { Nearness } from '../geometry/nearness';
import { SightWatch, type ContentWatch } from './observe';
import { smallestSide } from './ornament';

const gatherMs = 200;

/**
 * Brings our script into the frames of this document that come near the screen and are large enough to hold a picture;
 * most are advertisements and counters, which never see it.
 */
export class FrameWatch {
  readonly #sights: SightWatch;
  /** Frames that our script was sent to since they were last loaded. */
  #entered = new WeakSet<Element>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(nearness: Nearness, content: ContentWatch, signal: AbortSignal) {
    this.#sights = new SightWatch(nearness, { onChange: () => this.#enter() }, signal);
    content.listen(
      {
        onAdded: (elements) => this.#take(elements),
        onLoaded: (element) => {
          this.#entered.delete(element);
          this.#enter();
        },
      },
      signal,
    );
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  #take(elements: Element[]): void {
    for (const element of elements) {
      if (/^(iframe|frame|object|embed)$/.test(element.localName)) this.#sights.watch(element);
    }
    this.#sights.forgetGone();
  }

  #enter(): void {
    this.#sights.takeChanged();
    const waiting = [...this.#sights.near].filter((frame) => {
      const { width = 0, height = 0 } = this.#sights.find(frame) ?? {};
      return Math.min(width, height) >= smallestSide && !this.#entered.has(frame);
    });
    if (waiting.length === 0) return;
    for (const frame of waiting) this.#entered.add(frame);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // Where nobody is left to hear it, there is no script to bring either.
      send('background', 'enterFrames', {}).catch(() => undefined);
    }, gatherMs);
  }
}
