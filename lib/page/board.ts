import type { Preferences } from './appearance';
import { Clippers } from './visible-box';
import { findStandIn } from './find';
import { Layer } from './layer';
import { Marks } from './marks';
import { OpenCard } from './open-card';
import type { Picture, Pictures } from './pictures';
import { watchPointer, type Target } from './pointer';

const openDelayMs = 90;
const closeDelayMs = 220;
const ringMs = 1800;
const topLayer = ':modal, :fullscreen, :popover-open';

interface BoardOptions {
  pictures: Pictures;
  /** Called when something has to be shown anew. */
  onChange: () => void;
  signal: AbortSignal;
}

/** All that a person sees of us on a page: badges, the open card with its heat, and the ring around a picture. */
export class Board {
  readonly layer: Layer;
  preferences: Preferences = { sensitivity: 'cautious', filter: 'all' };
  readonly #pictures: Pictures;
  readonly #clippers = new Clippers();
  readonly #marks: Marks;
  readonly #card: OpenCard;
  readonly #onChange: () => void;
  #ring: { node: HTMLDivElement; element: Element } | undefined;
  #hovered: Target;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ pictures, onChange, signal }: BoardOptions) {
    this.#pictures = pictures;
    this.#onChange = onChange;
    this.layer = new Layer(signal);
    this.#marks = new Marks(this.layer, this.#clippers, {
      onFocus: (picture) => this.#show(picture, { isPinned: false }),
      onBlur: () => this.#closeUnpinned(),
      onPress: (picture) => this.#toggle(picture),
    });
    this.#card = new OpenCard(this.layer, this.#marks, this.#clippers);
    this.#listen(signal);
  }

  /** The page's content changed, so that what cuts pictures off may have changed too. */
  forgetLayout(): void {
    this.#clippers.forget();
  }

  /** Shows what is known now, where the pictures are now: reads all, then writes all. */
  update(): void {
    const all = this.#pictures.all;
    if (all.length > 0) this.layer.ensureAttached();
    this.layer.setRaised(all.some(({ element }) => element.closest(topLayer)));
    this.#marks.render(all, this.preferences);
    this.#card.render(all, this.preferences);
    const origin = this.layer.getOrigin();
    this.#marks.read(origin);
    this.#marks.write();
    this.#card.read(origin);
    this.#card.write();
    this.#writeRing(origin);
  }

  /** Opens the card of a picture, to stay. */
  pin(picture: Picture): void {
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
      (event) => {
        if (event.key !== 'Escape' || !this.#card.picture) return;
        event.stopImmediatePropagation();
        this.#close();
      },
      { capture: true, signal },
    );
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  #findTarget(x: number, y: number): Target {
    if (this.#card.hasAt(x, y)) return { kind: 'card' };
    const picture = this.#marks.findAt(x, y);
    return picture && { kind: 'badge', picture };
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
    if (this.#card.picture === picture && this.#card.isPinned) this.#close();
    else this.#show(picture, { isPinned: true });
  }

  #show(picture: Picture, options: { isPinned: boolean }): void {
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

  #writeRing(origin: { left: number; top: number }): void {
    if (!this.#ring) return;
    const { node, element } = this.#ring;
    const { left, top, width, height } = element.getBoundingClientRect();
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
