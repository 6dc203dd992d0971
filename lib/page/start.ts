import { publishReports } from '../messaging/picture-reports';
import { serve } from '../messaging/serve';
import {
  badgeCornerSetting,
  badgeFilterSetting,
  sensitivitySetting,
  sitesSetting,
  type Setting,
} from '../settings/settings';
import type { SiteMode } from '../settings/sites';
import { Board } from './mark/board';
import { Frame } from './frame';
import type { Lifetime } from './ask/lifetime';
import { ContextMenuPoint, findMeant } from './find/match';
import { Modes } from './modes';
import { ContentWatch, observeLayout } from './find/observe';
import { PageUrl } from './find/page-url';
import { pickPicture } from './mark/pick';
import { Pictures, reportsOf } from './ask/pictures';

/** Our work ends only when the extension is gone; its listeners are dead then, and removing them throws. */
const untilOrphaned = new AbortController().signal;

interface PageOptions {
  lifetime: Lifetime;
  /** Whether this document is the page itself, and no frame of it. */
  isTop: boolean;
}

/** Begins our work on one document; it ends with the lifetime. */
export function startPage({ lifetime, isTop }: PageOptions): void {
  const page = new Page(lifetime, isTop);
  page.follow();
  page.serve();
  page.followRules();
}

class Page {
  readonly #signal: AbortSignal;
  readonly #pictures: Pictures;
  readonly #board: Board;
  readonly #frame: Frame;
  readonly #content: ContentWatch;
  readonly #menuPoint: ContextMenuPoint;
  readonly #modes: Modes;
  #picking: AbortController | undefined;

  constructor(lifetime: Lifetime, isTop: boolean) {
    const { signal } = lifetime;
    this.#signal = signal;
    this.#frame = new Frame(() => this.#update(), signal);
    const onChange = this.#frame.schedule;
    this.#pictures = new Pictures(lifetime);
    this.#board = new Board({ pictures: this.#pictures, onChange, signal });
    const onContent = () => {
      this.#board.forgetLayout();
      onChange();
    };
    this.#content = new ContentWatch({ onChange: onContent, onMove: onChange }, signal);
    this.#menuPoint = new ContextMenuPoint(signal);
    this.#modes = new Modes({
      pictures: this.#pictures,
      content: this.#content,
      pageUrl: new PageUrl({ isTop, onKnown: () => this.#modes.settle() }),
      onMode: (mode) => this.#show(mode),
      onChange,
      signal,
    });
  }

  /** Keeps what is shown true to the page and to the settings. */
  follow(): void {
    this.#pictures.onChange(this.#frame.schedule, this.#signal);
    observeLayout(this.#frame.schedule, this.#signal);
    addEventListener('pagehide', () => this.#pictures.letAllGo(), { signal: this.#signal });
    addEventListener('pageshow', this.#frame.schedule, { signal: this.#signal });
    this.#followSetting(sensitivitySetting, (sensitivity) => {
      this.#board.preferences = { ...this.#board.preferences, sensitivity };
    });
    this.#followSetting(badgeFilterSetting, (filter) => {
      this.#board.preferences = { ...this.#board.preferences, filter };
    });
    this.#followSetting(badgeCornerSetting, (corner) => {
      this.#board.preferences = { ...this.#board.preferences, corner };
    });
  }

  serve(): void {
    serve(
      'page',
      {
        checkImage: ({ srcUrl }) => void this.#checkMeant(srcUrl),
        revealPicture: ({ pictureId }) => this.#reveal(pictureId),
        checkPage: () => this.#modes.checkPage(),
      },
      untilOrphaned,
    );
    publishReports(
      () => reportsOf(this.#pictures),
      (notify, signal) => this.#pictures.onChange(notify, signal),
      untilOrphaned,
    );
  }

  /** Does what the person wishes on pages like this one. */
  followRules(): void {
    this.#followSetting(sitesSetting, (rules) => this.#modes.follow(rules));
  }

  /** Answers whether the next frame has work too. */
  #update(): boolean {
    this.#content.refresh();
    const isContentNew = this.#content.takeChange();
    if (isContentNew) this.#pictures.refresh();
    this.#modes.refresh({ isContentNew });
    return this.#board.update();
  }

  /** Where the pointer checks what it rests on, badges that offer it would only be in the way. */
  #show(mode: SiteMode): void {
    const showsOffers = mode !== 'hover' || matchMedia('(hover: none)').matches;
    this.#board.preferences = { ...this.#board.preferences, showsOffers };
    this.#frame.schedule();
  }

  async #checkMeant(srcUrl: string | null): Promise<void> {
    this.#picking?.abort();
    this.#picking = new AbortController();
    const signal = AbortSignal.any([this.#signal, this.#picking.signal]);
    const meant = findMeant(srcUrl, this.#menuPoint.find());
    const element = meant ?? (await pickPicture(this.#board.layer, signal));
    const picture = element && this.#pictures.ask(element, 'asked');
    if (picture) this.#board.pin(picture);
  }

  #reveal(pictureId: string): void {
    const picture = this.#pictures.all.find(({ id }) => id === pictureId);
    if (picture) this.#board.reveal(picture);
  }

  #followSetting<Value>(setting: Setting<Value>, apply: (value: Value) => void): void {
    const take = (value: Value) => {
      if (this.#signal.aborted) return;
      apply(value);
      this.#frame.schedule();
    };
    setting.watch(take, untilOrphaned);
    void setting.get().then(take);
  }
}
