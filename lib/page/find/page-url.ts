import { send } from '../../messaging/send';

/** The URL of the page that a person sees: of this document, or of the one that it is a frame of. */
export class PageUrl {
  readonly #isTop: boolean;
  #told: string | undefined;

  /** `onKnown` is called once a frame has heard what page it is in. */
  constructor({ isTop, onKnown }: { isTop: boolean; onKnown: () => void }) {
    this.#isTop = isTop;
    if (!isTop) void this.#ask(onKnown);
  }

  /** Undefined while a frame does not know it. */
  get current(): string | undefined {
    return this.#isTop ? location.href : this.#told;
  }

  async #ask(onKnown: () => void): Promise<void> {
    try {
      this.#told = (await send('background', 'findPageUrl', {})) ?? undefined;
      onKnown();
    } catch {
      this.#told = undefined; // Nobody is left to ask; nothing is checked unasked then.
    }
  }
}
