import { markLanguage } from '../../language/mark-language';
import { translate } from '../../language/translate';
import { findTopmostStage, isInertOutside } from './stage';
import { theme } from './theme';

/** The one element that this room adds to a page. All it shows lies in its closed shadow root. */
export class Layer {
  /** Where everything shown is put, positioned in the layer's own coordinates. */
  readonly content = document.createElement('div');
  /** Of a name of the platform: from one of its own making, a page that defines it gets the root (`ElementInternals`). */
  readonly #host = document.createElement('div');
  readonly #watch: MutationObserver;
  #home: Element | undefined;
  #stage: Element | undefined;
  #isHeld = false;

  constructor(signal: AbortSignal) {
    const root = this.#host.attachShadow({ mode: 'closed' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(theme);
    root.adoptedStyleSheets = [sheet];
    this.content.className = 'layer';
    this.content.role = 'region';
    this.content.ariaLabel = translate('badge_landmark');
    markLanguage(this.content);
    root.append(this.content);
    for (const type of ['keydown', 'keyup', 'keypress']) {
      root.addEventListener(type, keepKeysFromPage, { signal });
    }
    // A page that throws it out again and again must not be answered within the same frame.
    const putBack = () => {
      if (!signal.aborted) this.ensureAttached();
    };
    this.#watch = new MutationObserver(() => requestAnimationFrame(putBack));
    signal.addEventListener('abort', () => {
      this.#watch.disconnect();
      this.#host.remove();
    });
  }

  /** Puts the layer on the page, also after the page threw it out, moved it or wrote on it. */
  ensureAttached(): void {
    for (const name of this.#host.getAttributeNames()) {
      if (name !== 'popover') this.#host.removeAttribute(name);
    }
    if (this.#host.isConnected && this.#host.parentElement === this.#home) return;
    const stage = this.#stage;
    this.#stage = undefined;
    this.#settleIn(document.documentElement);
    this.#enter(stage);
  }

  /** Above an element of the browser's top layer, such as a dialog, and usable together with it; or back where the page is. */
  setStage(stage: Element | undefined): void {
    if (!this.#isHeld) this.#enter(stage);
  }

  /** Stays above everything there is now, until `signal` aborts. */
  holdOnTop(signal: AbortSignal): void {
    const before = this.#stage;
    this.#enter(findTopmostStage());
    this.#isHeld = true;
    signal.addEventListener('abort', () => {
      this.#isHeld = false;
      this.#enter(before?.isConnected ? before : undefined);
    });
  }

  /** Where the layer's coordinates begin, in viewport coordinates. */
  getOrigin(): { left: number; top: number } {
    return this.#host.getBoundingClientRect();
  }

  /** Whether the focus is on something of ours. */
  get hasFocus(): boolean {
    return document.activeElement === this.#host;
  }

  add<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    className: string,
  ): HTMLElementTagNameMap[Name] {
    const element = document.createElement(name);
    element.className = className;
    this.content.append(element);
    return element;
  }

  /** What came up later lies above what came up before: so does the layer, by coming up anew. */
  #enter(stage: Element | undefined): void {
    if (stage === this.#stage || !this.#host.isConnected) return;
    this.#stage = stage;
    if (this.#host.popover) this.#host.popover = null;
    this.#moveInto(stage && isInertOutside(stage) ? stage : document.documentElement);
    if (!stage) return;
    this.#host.popover = 'manual';
    this.#host.showPopover();
  }

  /** A dialog whose content moves because of us is left again; our badges there are then out of the keyboard's reach. */
  #moveInto(home: Element): void {
    if (this.#host.parentElement === home) return;
    const others = [home, ...home.children];
    const before = placesOf(others);
    this.#settleIn(home);
    if (home !== document.documentElement && placesOf(others) !== before) {
      this.#settleIn(document.documentElement);
    }
  }

  #settleIn(home: Element): void {
    this.#home = home;
    home.append(this.#host);
    this.#watch.disconnect();
    this.#watch.observe(home, { childList: true });
    this.#watch.observe(this.#host, { attributes: true });
  }
}

function placesOf(elements: Element[]): string {
  return JSON.stringify(elements.map((element) => element.getBoundingClientRect()));
}

/** Feeds have shortcuts on single keys; those that work a badge are not meant for them. */
function keepKeysFromPage(event: Event): void {
  if (event instanceof KeyboardEvent && /^(Enter| |Escape)$/.test(event.key)) {
    event.stopPropagation();
  }
}
