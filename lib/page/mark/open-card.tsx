import { render } from 'preact';
import { findAppearance, type Preferences } from './appearance';
import { Card } from './card';
import { placeCard } from './card-placement';
import { findStandIn } from '../find/find';
import type { Box } from '../geometry/heat-placement';
import { HeatOverlay, readHeatPlace } from './heat-overlay';
import type { Layer } from './layer';
import { descriptionId, isInside, type Marks } from './marks';
import type { Picture, Pictures } from '../ask/pictures';
import { findVisibleBox } from '../geometry/visible-box';

/** Where the card and the heat go. `left` and `top` of the card are in the layer's coordinates. */
interface Place {
  card: { left: number; top: number };
  heat: ReturnType<typeof readHeatPlace>;
  origin: { left: number; top: number };
}

/** The one card that is open at a time, and the heat that goes with it. */
export class OpenCard {
  readonly #layer: Layer;
  readonly #marks: Marks;
  readonly #node: HTMLDivElement;
  readonly #description: HTMLDivElement;
  readonly #heat: HeatOverlay;
  #picture: Picture | undefined;
  #isPinned = false;
  #place: Place | undefined;

  constructor(layer: Layer, marks: Marks) {
    this.#layer = layer;
    this.#marks = marks;
    this.#heat = new HeatOverlay(layer);
    this.#node = layer.add('div', 'card');
    this.#node.role = 'tooltip';
    this.#node.hidden = true;
    // A page would find its words (`window.find`), but for those that are inert or hidden: who hears them gets the latter.
    this.#node.inert = true;
    this.#description = layer.add('div', 'description');
    this.#description.id = descriptionId;
    this.#description.hidden = true;
  }

  get picture(): Picture | undefined {
    return this.#picture;
  }

  get isPinned(): boolean {
    return this.#isPinned;
  }

  /** A pinned card stays until it is closed on purpose. */
  open(picture: Picture, { isPinned }: { isPinned: boolean }): void {
    this.#isPinned = isPinned || (this.#isPinned && this.#picture === picture);
    this.#picture = picture;
  }

  close(): void {
    this.#picture = undefined;
    this.#isPinned = false;
  }

  /** Whether a point of the viewport lies on the card. */
  hasAt(x: number, y: number): boolean {
    return this.#picture !== undefined && isInside(this.#node.getBoundingClientRect(), x, y);
  }

  /** The picture that a person would look closer at by a press on a point of the viewport. */
  findInspectableAt(x: number, y: number): Picture | undefined {
    const offer = this.#picture && this.#node.querySelector('.card-inspect');
    return offer && isInside(offer.getBoundingClientRect(), x, y) ? this.#picture : undefined;
  }

  /** Shows that a press would look closer. */
  pointOutInspect(isPointedAt: boolean): void {
    this.#node.classList.toggle('inspecting', isPointedAt);
  }

  /** Makes the card say what is known of its picture; closes it when that is gone. */
  render(pictures: Pictures, preferences: Preferences): void {
    if (this.#picture && pictures.find(this.#picture.element) !== this.#picture) this.close();
    const picture = this.#picture;
    if (!picture && this.#node.childElementCount === 0) return;
    const appearance = picture && findAppearance(picture, { ...preferences, filter: 'all' });
    this.#node.hidden = !appearance;
    if (!appearance) {
      render(null, this.#node);
      this.#description.textContent = '';
      this.#marks.describe(undefined);
      return;
    }
    const shownAt = findStandIn(picture.element).getBoundingClientRect();
    render(
      <Card
        appearance={appearance}
        state={picture.state}
        sensitivity={preferences.sensitivity}
        shownAt={shownAt}
      />,
      this.#node,
    );
    this.#description.textContent = wordsOf(this.#node).join(' ');
    this.#marks.describe(picture);
  }

  /** Reads from the page where the card and the heat belong. */
  read(origin: { left: number; top: number }): void {
    const badge = this.#picture && this.#marks.findBox(this.#picture);
    const shown = this.#picture && findStandIn(this.#picture.element);
    const visible = shown && findVisibleBox(shown);
    this.#place = badge && shown && visible && this.#findPlace({ badge, shown, visible, origin });
  }

  /** Puts the card and the heat where `read` found that they belong. */
  write(): void {
    const heatmap =
      this.#picture?.state.status === 'judged' ? this.#picture.state.judgement.heatmap : undefined;
    if (!this.#place) {
      this.#node.toggleAttribute('hidden', true);
      this.#heat.write(undefined, undefined, { left: 0, top: 0 });
      return;
    }
    const { card, heat, origin } = this.#place;
    this.#node.style.translate = `${card.left}px ${card.top}px`;
    this.#heat.write(heatmap, heat, origin);
  }

  #findPlace({
    badge,
    shown,
    visible,
    origin,
  }: {
    badge: Box;
    shown: Element;
    visible: Box;
    origin: { left: number; top: number };
  }): Place {
    const { state } = this.#picture ?? {};
    const { left, top } = placeCard({
      badge: { ...badge, left: badge.left + origin.left, top: badge.top + origin.top },
      picture: visible,
      card: { width: this.#node.offsetWidth, height: this.#node.offsetHeight },
      viewport: {
        width: document.documentElement.clientWidth,
        height: document.documentElement.clientHeight,
      },
    });
    return {
      card: { left: left - origin.left, top: top - origin.top },
      heat: state?.status === 'judged' ? readHeatPlace(shown, state.judgement, visible) : undefined,
      origin,
    };
  }
}

/** The words in an element, each text by itself. */
function wordsOf(node: Node): string[] {
  if (node instanceof Text) return [node.data];
  return [...node.childNodes].flatMap(wordsOf);
}
