import type { Preferences } from './appearance';
import { findStandIn } from '../find/find';
import { Layer } from './layer';
import { Marks } from './marks';
import { observeMotion } from './motion';
import { OpenCard } from './open-card';
import type { Picture, Pictures } from '../ask/pictures';
import { watchPointer, type Target } from './pointer';
import { onlyTrusted } from '../trusted';
import { Stages } from './stage';

const openDelayMs = 90;
const closeDelayMs = 220;
const ringMs = 1800;
/** What was too early to be looked at again is looked at after that. */
const lookAgainMs = 260;

interface BoardOptions {
  pictures: Pictures;
  /** Called when something has to be shown anew. */
  onChange: () => void;
  signal: AbortSignal;
}

/** All that a person sees of us on a page: badges, the open card with its heat, and the ring around a picture. */
export class Board {
  readonly layer: Layer;
  readonly #pictures: Pictures;
  readonly #stages = new Stages();
  readonly #marks: Marks;
  readonly #card: OpenCard;
  readonly #onChange: () => void;
  #preferences: Preferences = {
    sensitivity: 'cautious',
    filter: 'all',
    corner: 'topLeft',
    showsOffers: true,
  };
  /** What happened since the last update. */
  #news = { pictures: true, content: true, motion: true };
  #isMoving = false;
  #looking: ReturnType<typeof setTimeout> | undefined;
  #ring: { node: HTMLDivElement; element: Element } | undefined;
  #hovered: Target;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ pictures, onChange, signal }: BoardOptions) {
    this.#pictures = pictures;
    this.#onChange = onChange;
    this.layer = new Layer(signal);
    const actions = {
      onFocus: (picture: Picture) => this.#focus(picture),
      onBlur: () => this.#closeUnpinned(),
      onPress: (picture: Picture) => this.#toggle(picture),
    };
    this.#marks = new Marks({ layer: this.layer, actions, onChange, signal });
    this.#card = new OpenCard(this.layer, this.#marks);
    this.#listen(signal);
    this.#watchPage(signal);
  }

  get preferences(): Preferences {
    return this.#preferences;
  }

  set preferences(preferences: Preferences) {
    this.#preferences = preferences;
    this.#news = { pictures: true, content: true, motion: this.#news.motion };
    this.#marks.forgetSurroundings();
  }

  /** The page's content changed, so that what cuts pictures off may have changed too. */
  forgetLayout(): void {
    this.#news.content = true;
    this.#marks.forgetSurroundings();
  }

  /**
   * Shows what is known now, where the pictures are now: reads all, then writes all. Answers whether it has to be called in
   * the next frame too.
   */
  update(): boolean {
    const news = this.#news;
    this.#news = { pictures: false, content: false, motion: false };
    const isMore = this.#render(news.pictures);
    const isStill = !news.motion && !this.#isMoving;
    if (!isStill) this.#isMoving = this.#marks.areMoving();
    if (news.content || news.pictures) this.layer.setStage(this.#stages.find(this.#marks.elements));
    this.#place({ isQuick: isStill && !news.content });
    this.#lookAgain();
    return isMore || this.#isMoving;
  }

  /** Opens the card of a picture, to stay. */
  pin(picture: Picture): void {
    this.#news.pictures = true; // It may have been judged long ago, and is only now asked for.
    this.#show(picture, { isPinned: true });
  }

  /** Scrolls to a picture, rings it for a moment and moves the focus to its badge. */
  reveal(picture: Picture): void {
    const element = findStandIn(picture.element);
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    element.scrollIntoView({ block: 'center', behavior: isCalm ? 'instant' : 'smooth' });
    this.#removeRing();
    const ring = { node: this.layer.add('div', 'ring'), element };
    this.#ring = ring;
    setTimeout(() => this.#ring === ring && this.#removeRing(), ringMs);
    this.#marks.keep(picture);
    this.update();
    this.#marks.focus(picture);
  }

  #listen(signal: AbortSignal): void {
    watchPointer(
      {
        findTarget: (x, y) => this.#findTarget(x, y),
        onHover: (target) => this.#hover(target),
        onPress: (target) => this.#press(target),
      },
      signal,
    );
    addEventListener(
      'keydown',
      onlyTrusted((event) => {
        if (event.key !== 'Escape' || !this.#card.picture) return;
        event.stopImmediatePropagation();
        this.#close();
      }),
      { capture: true, signal },
    );
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  #watchPage(signal: AbortSignal): void {
    this.#pictures.onChange(() => (this.#news.pictures = true), signal);
    const onMotion = () => {
      this.#news.motion = true;
      this.#onChange();
    };
    observeMotion({ onMotion, isMoving: () => this.#marks.areMoving() }, signal);
    const options = { capture: true, passive: true, signal };
    const onLayers = () => {
      this.forgetLayout();
      this.#onChange();
    };
    for (const type of ['toggle', 'fullscreenchange']) {
      document.addEventListener(type, onLayers, options);
    }
    const onPointer = ({ clientX, clientY }: PointerEvent) => {
      if (this.#marks.forgetAt(clientX, clientY)) this.#onChange();
    };
    document.addEventListener('pointerover', onPointer, options);
    signal.addEventListener('abort', () => clearTimeout(this.#looking));
  }

  /** Makes badges and card say what is known. Answers whether there are more badges to come. */
  #render(isNew: boolean): boolean {
    const { all } = this.#pictures;
    if (all.length > 0) this.layer.ensureAttached();
    if (isNew) {
      this.layer.content.classList.toggle('discreet', !this.#preferences.showsOffers);
      this.#marks.rate(all, this.#preferences);
    }
    const isMore = this.#marks.render();
    this.#card.render(all, this.#preferences);
    return isMore;
  }

  /** Puts everything where it belongs: reads all, then writes all. */
  #place({ isQuick }: { isQuick: boolean }): void {
    const origin = this.layer.getOrigin();
    this.#marks.read({ isQuick, corner: this.#preferences.corner });
    const ring = this.#ring?.element.getBoundingClientRect();
    this.#marks.write(origin);
    this.#card.read(origin);
    this.#card.write();
    if (ring) this.#writeRing(ring, origin);
  }

  /** A page that never stops changing is not looked at in every frame, but it is when it has stopped. */
  #lookAgain(): void {
    if (this.#looking !== undefined || !this.#marks.isStale) return;
    this.#looking = setTimeout(() => {
      this.#looking = undefined;
      this.#onChange();
    }, lookAgainMs);
  }

  #findTarget(x: number, y: number): Target {
    if (this.#card.hasAt(x, y)) return { kind: 'card' };
    const picture = this.#marks.findAt(x, y);
    const isHidden = picture?.state.status === 'offered' && !this.preferences.showsOffers;
    return picture && !isHidden ? { kind: 'badge', picture } : undefined;
  }

  /** A short wait before opening and a longer one before closing, so that the way from badge to card is free. */
  #hover(target: Target): void {
    if (isSame(target, this.#hovered)) return;
    this.#hovered = target;
    clearTimeout(this.#timer);
    if (target?.kind === 'badge' && !this.#card.isPinned) {
      const { picture } = target;
      this.#timer = setTimeout(() => this.#show(picture, { isPinned: false }), openDelayMs);
    } else if (!target) {
      this.#timer = setTimeout(() => this.#closeUnpinned(), closeDelayMs);
    }
  }

  #press(target: Target): void {
    if (target?.kind === 'badge') this.#toggle(target.picture);
    else if (!target && this.#card.picture) this.#close();
  }

  #toggle(picture: Picture): void {
    if (picture.state.status === 'offered') this.#takeUp(picture);
    else if (this.#card.picture === picture && this.#card.isPinned) this.#close();
    else this.#show(picture, { isPinned: true });
  }

  /** Where an offer is not shown, to come upon it is to take it up. */
  #focus(picture: Picture): void {
    if (picture.state.status === 'offered' && !this.preferences.showsOffers) this.#takeUp(picture);
    else this.#show(picture, { isPinned: false });
  }

  #takeUp(picture: Picture): void {
    this.#pictures.ask(picture.element, 'asked');
    this.#show(picture, { isPinned: false });
  }

  #show(picture: Picture, options: { isPinned: boolean }): void {
    if (picture.state.status === 'offered') return; // There is nothing to tell of it yet.
    clearTimeout(this.#timer);
    this.#card.open(picture, options);
    this.#onChange();
  }

  #closeUnpinned(): void {
    if (!this.#card.isPinned) this.#close();
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#card.close();
    this.#onChange();
  }

  #writeRing({ left, top, width, height }: DOMRect, origin: { left: number; top: number }): void {
    if (!this.#ring) return;
    const { node } = this.#ring;
    node.style.translate = `${left - origin.left}px ${top - origin.top}px`;
    node.style.width = `${width}px`;
    node.style.height = `${height}px`;
  }

  #removeRing(): void {
    this.#ring?.node.remove();
    this.#ring = undefined;
  }
}

function isSame(a: Target, b: Target): boolean {
  if (a?.kind !== b?.kind) return false;
  return a?.kind !== 'badge' || (b?.kind === 'badge' && a.picture === b.picture);
}
