import type { Preferences } from './appearance';
import { findStandIn } from '../find/find';
import type { Flight } from '../flight';
import type { Nearness } from '../geometry/nearness';
import { Layer } from './layer';
import { Marks } from './marks';
import { observeMotion, type Motion } from './motion';
import { OpenCard } from './open-card';
import type { Picture, Pictures } from '../ask/pictures';
import { watchPointer, type Target } from './pointer';
import { onlyTrusted } from '../trusted';
import { Stages } from './stage';
import type { Change } from './badge-places';

const openDelayMs = 90;
const closeDelayMs = 220;
const ringMs = 1800;
/** How often badges come, go and change, at most: each time the page is laid out anew. */
const renderEveryMs = 100;
/** How often badges that scroll with the page are seen to, at least. */
const settleEveryMs = 100;
/** How often it is looked around pictures, at most. */
const lookEveryMs = 200;

/** What badges do not say yet. */
interface News {
  /** The pictures that something new is known of, or all: the person wishes something else. */
  pictures: Set<Element> | 'all';
  /** The page's content changed, and so what pictures are called and shown in. */
  content: boolean;
}

/** What happened since the last frame. */
interface Moves {
  /** Something began to move, or stopped. */
  motion: boolean;
  /** Pictures may lie elsewhere, by more than the page's own scrolling. */
  layout: boolean;
}

interface BoardOptions {
  flight: Flight;
  nearness: Nearness;
  pictures: Pictures;
  /** Called when something has to be shown anew. */
  onChange: () => void;
  /** Called when the person wants to look closer at a picture that is judged. */
  onInspect: (picture: Picture) => void;
  signal: AbortSignal;
}

/** All that a person sees of us on a page: badges, the open card with its heat, and the ring around a picture. */
export class Board {
  readonly layer: Layer;
  readonly #flight: Flight;
  readonly #pictures: Pictures;
  readonly #stages = new Stages();
  readonly #marks: Marks;
  readonly #card: OpenCard;
  readonly #onChange: () => void;
  readonly #onInspect: (picture: Picture) => void;
  #preferences: Preferences = {
    sensitivity: 'cautious',
    filter: 'all',
    corner: 'topLeft',
    size: 'medium',
    showsOffers: true,
  };
  #news: News = { pictures: 'all', content: true };
  #moves: Moves = { motion: true, layout: true };
  #renderedAt = -Infinity;
  #rendering: ReturnType<typeof setTimeout> | undefined;
  #motion: Motion = 'none';
  #origin = { left: 0, top: 0 };
  /** How far the page may be scrolled before something has to be shown elsewhere, in CSS pixels. */
  #freeway = 0;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #lookedAt = -Infinity;
  #looking: ReturnType<typeof setTimeout> | undefined;
  #ring: { node: HTMLDivElement; element: Element } | undefined;
  #hovered: Target;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ flight, nearness, pictures, onChange, onInspect, signal }: BoardOptions) {
    this.#flight = flight;
    this.#pictures = pictures;
    this.#onChange = onChange;
    this.#onInspect = onInspect;
    this.layer = new Layer(signal);
    const actions = {
      onFocus: (picture: Picture) => this.#focus(picture),
      onBlur: () => this.#closeUnpinned(),
      onPress: (picture: Picture) => this.#toggle(picture),
    };
    this.#marks = new Marks({ nearness, pictures, layer: this.layer, actions, onChange });
    this.#card = new OpenCard(this.layer, this.#marks);
    this.#listen(signal);
    this.#watchPage(signal);
  }

  get preferences(): Preferences {
    return this.#preferences;
  }

  set preferences(preferences: Preferences) {
    this.#preferences = preferences;
    this.#news.pictures = 'all';
    this.forgetLayout();
  }

  /** The page's content changed, so that what cuts pictures off may have changed too. */
  forgetLayout(): void {
    this.#news.content = true;
    this.#moves.layout = true;
    this.#marks.forgetSurroundings();
  }

  /** Pictures may lie elsewhere, by more than the page's own scrolling. */
  noteLayout(): void {
    this.#moves.layout = true;
  }

  /** The page was scrolled, and nothing in it. Badges scroll with it: what is left to do can mostly wait. */
  noteScroll(): void {
    const { left, top } = this.layer.getOrigin();
    const distance = Math.max(Math.abs(left - this.#origin.left), Math.abs(top - this.#origin.top));
    if (distance >= this.#freeway) this.#onChange();
    else this.#settling ??= setTimeout(() => this.#settle(), settleEveryMs);
  }

  /**
   * Shows what is known now, where the pictures are now: reads all, then writes all. Answers whether it has to be called in
   * the next frame too.
   */
  update(): boolean {
    const moves = this.#moves;
    this.#moves = { motion: false, layout: false };
    this.#renderInTurn();
    this.#card.render(this.#pictures, this.#preferences);
    if (moves.motion || this.#motion === 'byTime') this.#motion = this.#marks.findMotion();
    this.#place({ isOnlyScrolled: !moves.layout && this.#motion === 'none' });
    this.#planLook();
    return this.#motion === 'byTime';
  }

  /** Opens the card of a picture, to stay. */
  pin(picture: Picture): void {
    this.#noteNews([picture.element]); // It may have been judged long ago, and is only now asked for.
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
    this.#renderedAt = -Infinity;
    this.update();
    this.#look();
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
        const { picture } = this.#card;
        const isInspect = event.key === 'Enter' && event.shiftKey && this.layer.hasFocus;
        if (!picture || (event.key !== 'Escape' && !isInspect)) return;
        event.stopImmediatePropagation();
        event.preventDefault(); // Enter would press the badge too, Escape close a dialog of the page.
        if (isInspect) this.#onInspect(picture);
        else this.#close();
      }),
      { capture: true, signal },
    );
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  #watchPage(signal: AbortSignal): void {
    this.#pictures.onChange((changed) => this.#noteNews(changed), signal);
    const onMotion = () => {
      this.#moves.motion = true;
      this.#onChange();
    };
    observeMotion({ onMotion, isMoving: () => this.#marks.findMotion() !== this.#motion }, signal);
    const options = { capture: true, passive: true, signal };
    const onLayers = () => {
      this.forgetLayout();
      this.#onChange();
    };
    for (const type of ['toggle', 'fullscreenchange']) {
      document.addEventListener(type, onLayers, options);
    }
    const onPointer = ({ clientX, clientY }: PointerEvent) => {
      const { left, top } = this.layer.getOrigin();
      const x = clientX - left + this.#origin.left;
      const y = clientY - top + this.#origin.top;
      if (!this.#marks.forgetAt(x, y)) return;
      this.noteLayout();
      this.#onChange();
    };
    document.addEventListener('pointerover', onPointer, options);
    signal.addEventListener('abort', () => {
      for (const timer of [this.#looking, this.#rendering, this.#settling]) clearTimeout(timer);
    });
  }

  #noteNews(changed: Iterable<Element>): void {
    const { pictures } = this.#news;
    if (pictures === 'all') return;
    for (const element of changed) pictures.add(element);
  }

  /** Makes badges say what is known, now or soon. */
  #renderInTurn(): void {
    const { pictures, content } = this.#news;
    const hasNews = content || pictures === 'all' || pictures.size > 0;
    if (this.#flight.isOn || (!hasNews && !this.#marks.isOutdated)) return;
    const earlyMs = this.#renderedAt + renderEveryMs - performance.now();
    if (earlyMs > 0) this.#rendering ??= setTimeout(() => this.#onRenderDue(), earlyMs);
    else this.#render();
  }

  #settle(): void {
    this.#settling = undefined;
    this.#onChange();
  }

  #onRenderDue(): void {
    this.#rendering = undefined;
    this.#onChange();
  }

  #render(): void {
    const { pictures, content } = this.#news;
    this.#news = { pictures: new Set(), content: false };
    this.#renderedAt = performance.now();
    if (!this.#pictures.isEmpty) this.layer.ensureAttached();
    if (pictures === 'all') {
      this.layer.content.classList.toggle('discreet', !this.#preferences.showsOffers);
      this.layer.content.dataset['size'] = this.#preferences.size;
      this.#marks.rateAll(this.#preferences);
    } else {
      this.#marks.rate(pictures, this.#preferences);
      if (content) this.#marks.relabel();
    }
    this.#marks.mount();
    this.layer.setStage(this.#stages.find(this.#marks.elements));
    if (this.#marks.isOutdated) this.#renderInTurn();
  }

  /** Puts everything where it belongs: reads all, then writes all. What only scrolled with the page lies where it lay in the layer. */
  #place({ isOnlyScrolled }: { isOnlyScrolled: boolean }): void {
    const origin = this.layer.getOrigin();
    const { left, top } = this.#origin;
    const scrolled = { kind: 'scrolled', left: origin.left - left, top: origin.top - top } as const;
    const change: Change = isOnlyScrolled ? scrolled : { kind: 'all' };
    this.#origin = { left: origin.left, top: origin.top };
    this.#marks.read(change);
    const ring = this.#ring?.element.getBoundingClientRect();
    this.#marks.write(origin);
    this.#card.read(origin);
    this.#card.write();
    if (ring) this.#writeRing(ring, origin);
    const staysPut = this.#motion === 'none' && !this.#card.picture && !this.#ring;
    this.#freeway = staysPut ? this.#marks.freeway : 0;
  }

  /** It is looked around pictures after a frame is painted, when the page need not be laid out for it, and not after each. */
  #planLook(): void {
    if (this.#flight.isOn || this.#looking !== undefined) return;
    const { dueAt } = this.#marks;
    if (dueAt === Infinity) return;
    const at = Math.max(dueAt, this.#lookedAt + lookEveryMs);
    this.#looking = setTimeout(() => this.#look(), at - performance.now());
  }

  #look(): void {
    clearTimeout(this.#looking);
    this.#looking = undefined;
    this.#lookedAt = performance.now();
    this.#marks.look(this.#preferences.corner);
    this.noteLayout();
    this.#onChange();
  }

  #findTarget(x: number, y: number): Target {
    const inspectable = this.#card.findInspectableAt(x, y);
    if (inspectable) return { kind: 'inspect', picture: inspectable };
    if (this.#card.hasAt(x, y)) return { kind: 'card' };
    const picture = this.#marks.findAt(x, y);
    const isHidden = picture?.state.status === 'offered' && !this.preferences.showsOffers;
    return picture && !isHidden ? { kind: 'badge', picture } : undefined;
  }

  /** A short wait before opening and a longer one before closing, so that the way from badge to card is free. */
  #hover(target: Target): void {
    if (isSame(target, this.#hovered)) return;
    this.#hovered = target;
    this.#card.pointOutInspect(target?.kind === 'inspect');
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
    else if (target?.kind === 'inspect') this.#onInspect(target.picture);
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
