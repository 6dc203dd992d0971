import { publishReports } from '../messaging/picture-reports';
import { serve } from '../messaging/serve';
import {
  badgeFilterSetting,
  sensitivitySetting,
  sitesSetting,
  type Setting,
} from '../settings/settings';
import { isAllowed } from '../settings/sites';
import { AutomaticCheck } from './automatic';
import { Board } from './board';
import { Frame } from './frame';
import type { Lifetime } from './lifetime';
import { ContextMenuPoint, findMeant } from './match';
import { ContentWatch, observeLayout, observeMotion } from './observe';
import { pickPicture } from './pick';
import { Pictures, reportsOf } from './pictures';

const motionMs = 800;
/** Our work ends only when the extension is gone; its listeners are dead then, and removing them throws. */
const untilOrphaned = new AbortController().signal;

interface PageOptions {
  lifetime: Lifetime;
  /** Whether pictures of this document may be checked without being asked for. Embeds never are. */
  isTop: boolean;
}

/** Begins our work on one document; it ends with the lifetime. */
export function startPage({ lifetime, isTop }: PageOptions): void {
  const page = new Page(lifetime);
  page.follow();
  page.serve();
  if (isTop) page.checkWhereAllowed();
}

class Page {
  readonly #signal: AbortSignal;
  readonly #pictures: Pictures;
  readonly #board: Board;
  readonly #frame: Frame;
  readonly #content: ContentWatch;
  readonly #menuPoint: ContextMenuPoint;
  #automatic: { check: AutomaticCheck; stop: AbortController } | undefined;
  #picking: AbortController | undefined;

  constructor(lifetime: Lifetime) {
    const { signal } = lifetime;
    this.#signal = signal;
    this.#frame = new Frame(() => this.#update(), signal);
    const onChange = this.#frame.schedule;
    this.#pictures = new Pictures(lifetime);
    this.#board = new Board({ pictures: this.#pictures, onChange, signal });
    this.#content = new ContentWatch(() => {
      this.#board.forgetLayout();
      onChange();
    }, signal);
    this.#menuPoint = new ContextMenuPoint(signal);
  }

  /** Keeps what is shown true to the page and to the settings. */
  follow(): void {
    this.#pictures.onChange(this.#frame.schedule, this.#signal);
    observeLayout(this.#frame.schedule, this.#signal);
    observeMotion(() => this.#frame.follow(motionMs), this.#signal);
    addEventListener('pagehide', () => this.#pictures.letAllGo(), { signal: this.#signal });
    addEventListener('pageshow', this.#frame.schedule, { signal: this.#signal });
    this.#followSetting(sensitivitySetting, (sensitivity) => {
      this.#board.preferences = { ...this.#board.preferences, sensitivity };
    });
    this.#followSetting(badgeFilterSetting, (filter) => {
      this.#board.preferences = { ...this.#board.preferences, filter };
    });
  }

  serve(): void {
    serve(
      'page',
      {
        checkImage: ({ srcUrl }) => void this.#checkMeant(srcUrl),
        revealPicture: ({ pictureId }) => this.#reveal(pictureId),
      },
      untilOrphaned,
    );
    publishReports(
      () => reportsOf(this.#pictures),
      (notify, signal) => this.#pictures.onChange(notify, signal),
      untilOrphaned,
    );
  }

  /** Checks pictures by itself for as long as the person allows it on this site. */
  checkWhereAllowed(): void {
    this.#followSetting(sitesSetting, (sites) => {
      if (!isAllowed(sites, location.href)) this.#stopAutomatic();
      else this.#automatic ??= this.#startAutomatic();
    });
  }

  #update(): void {
    this.#content.refresh();
    this.#pictures.refresh();
    this.#automatic?.check.refresh(this.#content.shadowRoots);
    this.#board.update();
  }

  #startAutomatic() {
    const stop = new AbortController();
    const check = new AutomaticCheck({
      pictures: this.#pictures,
      onChange: this.#frame.schedule,
      signal: AbortSignal.any([stop.signal, this.#signal]),
    });
    return { check, stop };
  }

  #stopAutomatic(): void {
    this.#automatic?.stop.abort();
    this.#automatic = undefined;
    this.#board.update();
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
