import type { SiteMode, SiteRules } from '../settings/sites';
import { findMode } from '../settings/sites';
import { AutomaticCheck } from './find/automatic';
import { FrameWatch } from './find/frames';
import type { ContentWatch } from './find/observe';
import type { PageUrl } from './find/page-url';
import type { Pictures } from './ask/pictures';
import type { Flight } from './flight';
import { observeRest } from './rest';
import type { Nearness } from './geometry/nearness';
import { findStack } from './geometry/visible-box';

interface ModesOptions {
  flight: Flight;
  nearness: Nearness;
  pictures: Pictures;
  content: ContentWatch;
  pageUrl: PageUrl;
  /** Called when another mode begins. */
  onMode: (mode: SiteMode) => void;
  onChange: () => void;
  /** Called when a picture has another size than before. */
  onMove: () => void;
  signal: AbortSignal;
}

interface Current {
  mode: SiteMode;
  check: AutomaticCheck | undefined;
  stop: AbortController;
}

/** Does on a page what the rules of sites say: checks its pictures, offers to, or leaves them alone. */
export class Modes {
  readonly #options: ModesOptions;
  #rules: SiteRules | undefined;
  /** The page whose pictures the person wants checked once, whatever the rules say. */
  #wantedPage: string | undefined;
  #current: Current = { mode: 'never', check: undefined, stop: new AbortController() };

  constructor(options: ModesOptions) {
    this.#options = options;
  }

  follow(rules: SiteRules): void {
    this.#rules = rules;
    this.#wantedPage = undefined;
    this.settle();
  }

  /** Checks all pictures of this page, until the page or its rules change. */
  checkPage(): void {
    this.#wantedPage = this.#page;
    this.settle();
  }

  /** Takes up pictures that came on screen, and leaves those that went. New content may be another page. */
  refresh({ isContentNew }: { isContentNew: boolean }): void {
    if (isContentNew) this.settle();
    this.#current.check?.refresh({ isContentNew });
  }

  /** Begins what is to be done now, where it is something else than before. */
  settle(): void {
    const mode = this.#findMode();
    if (mode === this.#current.mode) return;
    this.#current.stop.abort();
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.#options.signal]);
    if (mode === 'never') this.#options.pictures.forget(this.#options.pictures.all);
    this.#current = { mode, check: this.#start(mode, signal), stop };
    this.#options.onMode(mode);
  }

  get #page(): string {
    const { origin, pathname } = new URL(this.#options.pageUrl.current ?? location.href);
    return origin + pathname;
  }

  #findMode(): SiteMode {
    if (this.#wantedPage === this.#page) return 'automatic';
    return this.#rules ? findMode(this.#rules, this.#options.pageUrl.current) : 'never';
  }

  #start(mode: SiteMode, signal: AbortSignal): AutomaticCheck | undefined {
    if (mode === 'never') return undefined;
    const { flight, nearness, pictures, content, onChange, onMove } = this.#options;
    new FrameWatch(nearness, content, signal);
    const shared = { flight, nearness, pictures, content, onChange, onMove, signal };
    if (mode === 'automatic') {
      return new AutomaticCheck({
        ...shared,
        ask: (element, priority) => void pictures.ask(element, priority),
        letGo: (element) => pictures.letGo(element),
      });
    }
    if (mode === 'hover') observeRest((x, y) => this.#askAt(x, y), signal);
    return new AutomaticCheck({
      ...shared,
      ask: (element) => pictures.offer(element),
      letGo: (element) => pictures.withdraw(element),
    });
  }

  #askAt(x: number, y: number): void {
    const { pictures } = this.#options;
    const offered = pictures.all
      .filter(({ state }) => state.status === 'offered')
      .map(({ element }) => element);
    const element =
      findStack(x, y).find((hit) => offered.includes(hit)) ??
      // What takes no part in hit tests is seen all the same.
      offered.find((each) => isAt(each, x, y) && each.checkVisibility());
    if (element) pictures.ask(element, 'asked');
  }
}

function isAt(element: Element, x: number, y: number): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return x >= left && x <= right && y >= top && y <= bottom;
}
