import { publishReports } from '../messaging/picture-reports';
import { send } from '../messaging/send';
import { serve } from '../messaging/serve';
import {
  badgeCornerSetting,
  badgeFilterSetting,
  badgeSizeSetting,
  sensitivitySetting,
  sitesSetting,
  type Setting,
} from '../settings/settings';
import type { SiteMode } from '../settings/sites';
import { Board } from './mark/board';
import { Flight } from './flight';
import { Frame } from './frame';
import type { Lifetime } from './ask/lifetime';
import { ContextMenuPoint, findMeant } from './find/match';
import { Modes } from './modes';
import { Nearness } from './geometry/nearness';
import { ContentWatch, observeLayout } from './find/observe';
import { PageUrl } from './find/page-url';
import { pickPicture } from './mark/pick';
import { Pictures, reportsOf, type Picture } from './ask/pictures';
import { inspect } from './inspect';

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
  page.serve({ isTop });
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
  #hasLeft = false;

  constructor(lifetime: Lifetime, isTop: boolean) {
    const { signal } = lifetime;
    this.#signal = signal;
    this.#frame = new Frame(() => this.#update(), signal);
    const onChange = this.#frame.schedule;
    this.#pictures = new Pictures(lifetime);
    const pictures = this.#pictures;
    const flight = new Flight({ onLand: onChange, signal });
    const nearness = new Nearness(signal);
    this.#board = new Board({ flight, nearness, pictures, onChange, onInspect: inspect, signal });
    const onContent = () => {
      this.#board.forgetLayout();
      onChange();
    };
    const onMove = () => {
      this.#board.noteLayout();
      onChange();
    };
    this.#content = new ContentWatch({ onChange: onContent, onMove }, signal);
    this.#menuPoint = new ContextMenuPoint(signal);
    this.#modes = new Modes({
      flight,
      nearness,
      pictures: this.#pictures,
      content: this.#content,
      pageUrl: new PageUrl({ isTop, onKnown: () => this.#modes.settle() }),
      onMode: (mode) => this.#show(mode),
      onChange,
      onMove,
      signal,
    });
    const onScroll = () => {
      flight.noteScroll();
      this.#board.noteScroll();
    };
    observeLayout({ onScroll, onChange: onMove }, signal);
  }

  /** Keeps what is shown true to the page and to the settings. */
  follow(): void {
    this.#pictures.onChange(this.#frame.schedule, this.#signal);
    const refresh = (element: Element) => this.#pictures.refresh([element]);
    this.#content.listen({ onAltered: refresh, onLoaded: refresh }, this.#signal);
    this.#followLeave();
    this.#followSetting(sensitivitySetting, (sensitivity) => {
      this.#board.preferences = { ...this.#board.preferences, sensitivity };
    });
    this.#followSetting(badgeFilterSetting, (filter) => {
      this.#board.preferences = { ...this.#board.preferences, filter };
    });
    this.#followSetting(badgeCornerSetting, (corner) => {
      this.#board.preferences = { ...this.#board.preferences, corner };
    });
    this.#followSetting(badgeSizeSetting, (size) => {
      this.#board.preferences = { ...this.#board.preferences, size };
    });
  }

  serve({ isTop }: { isTop: boolean }): void {
    serve(
      'page',
      {
        checkImage: ({ srcUrl }) => void this.#checkMeant(srcUrl),
        inspectImage: ({ srcUrl }) => void this.#inspectMeant(srcUrl),
        revealPicture: ({ pictureId }) => this.#reveal(pictureId),
        checkPage: () => this.#modes.checkPage(),
        noteModel: (model) => this.#pictures.followModel(model, { isNew: true }),
      },
      untilOrphaned,
    );
    publishReports(
      {
        current: () => (this.#hasLeft ? [] : reportsOf(this.#pictures)),
        onChange: (notify, signal) => {
          this.#pictures.onChange(notify, signal);
          addEventListener('pagehide', notify, { signal });
        },
        isTop,
      },
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

  async #checkMeant(srcUrl: string | null): Promise<Picture | undefined> {
    this.#picking?.abort();
    this.#picking = new AbortController();
    const signal = AbortSignal.any([this.#signal, this.#picking.signal]);
    const meant = findMeant(srcUrl, this.#menuPoint.find());
    const element = meant ?? (await pickPicture(this.#board.layer, signal));
    const picture = element && this.#pictures.ask(element, 'asked');
    if (picture) this.#board.pin(picture);
    return picture;
  }

  async #inspectMeant(srcUrl: string | null): Promise<void> {
    const picture = await this.#checkMeant(srcUrl);
    if (!picture) return;
    const settled = new AbortController();
    const inspectOnce = () => {
      if (settled.signal.aborted || picture.state.status === 'checking') return;
      settled.abort();
      inspect(picture);
    };
    this.#pictures.onChange(inspectOnce, AbortSignal.any([this.#signal, settled.signal]));
    inspectOnce();
  }

  /** A page that is left may come back. */
  #followLeave(): void {
    const options = { signal: this.#signal };
    const leave = () => {
      this.#hasLeft = true;
      this.#pictures.letAllGo();
    };
    const comeBack = ({ persisted }: PageTransitionEvent) => {
      this.#hasLeft = false;
      this.#frame.schedule();
      if (persisted) void this.#catchUp();
    };
    addEventListener('pagehide', leave, options);
    addEventListener('pageshow', comeBack, options);
  }

  /** While a page is kept for the way back, it hears nothing. */
  async #catchUp(): Promise<void> {
    if (this.#pictures.isEmpty) return;
    try {
      const model = await send('host', 'getModel', {});
      this.#pictures.followModel(model, { isNew: false });
    } catch {
      // Where nobody says who judges now, what is shown stays.
    }
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
