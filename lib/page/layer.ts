import { theme } from './theme';

const hostName = 'candid-marks';

/** The one element that this room adds to a page. All it shows lies in its closed shadow root. */
export class Layer {
  /** Where everything shown is put, positioned in the layer's own coordinates. */
  readonly content = document.createElement('div');
  readonly #host = document.createElement(hostName);

  constructor(signal: AbortSignal) {
    const root = this.#host.attachShadow({ mode: 'closed' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(theme);
    root.adoptedStyleSheets = [sheet];
    this.content.className = 'layer';
    root.append(this.content);
    for (const type of ['keydown', 'keyup', 'keypress']) {
      root.addEventListener(type, keepKeysFromPage, { signal });
    }
    signal.addEventListener('abort', () => this.#host.remove());
  }

  /** Puts the layer on the page, also after the page threw it out. */
  ensureAttached(): void {
    if (!this.#host.isConnected) document.documentElement.append(this.#host);
  }

  /** Above dialogs and whatever else the browser shows above all of the page, or back where the page is. */
  setRaised(isRaised: boolean): void {
    if (isRaised === this.#host.matches(':popover-open')) return;
    this.#host.popover = isRaised ? 'manual' : null;
    if (isRaised) this.#host.showPopover();
  }

  /** Where the layer's coordinates begin, in viewport coordinates. */
  getOrigin(): { left: number; top: number } {
    return this.#host.getBoundingClientRect();
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
}

/** Feeds have shortcuts on single keys; those that work a badge are not meant for them. */
function keepKeysFromPage(event: Event): void {
  if (event instanceof KeyboardEvent && /^(Enter| |Escape)$/.test(event.key)) {
    event.stopPropagation();
  }
}
