import { render } from 'preact';
import type { Mark } from '../verdict/glyphs';
import { findAppearance, type Preferences } from './appearance';
import { Badge } from './badge';
import { findStandIn, labelOf } from './find';
import type { Box } from './heat-placement';
import type { Layer } from './layer';
import type { Picture } from './pictures';
import { findVisibleBox, isCovered, type Clippers } from './visible-box';

const badgeHeight = 24;
const inset = { compact: 4, roomy: 8 };
/** Pictures narrower than this get a badge without its word. */
const roomyWidth = 140;
const smallestVisibleSide = 32;

/** What happens at a badge. */
export interface MarkActions {
  onFocus: (picture: Picture) => void;
  onBlur: (picture: Picture) => void;
  onPress: (picture: Picture) => void;
}

interface PlacedBadge {
  node: HTMLDivElement;
  says: string;
  /** What was written last: where it stands and what it says. */
  written: string;
  /** Where the badge lies, in the layer's coordinates; undefined while it cannot be seen. */
  box: Box | undefined;
}

interface Place {
  left: number;
  top: number;
  isCompact: boolean;
}

/** The badges of a page: one on each picture that has something to say. */
export class Marks {
  readonly #layer: Layer;
  readonly #clippers: Clippers;
  readonly #actions: MarkActions;
  readonly #marks = new Map<Picture, PlacedBadge>();
  #places = new Map<PlacedBadge, Place | undefined>();

  constructor(layer: Layer, clippers: Clippers, actions: MarkActions) {
    this.#layer = layer;
    this.#clippers = clippers;
    this.#actions = actions;
  }

  /** Makes the badges say what is known of the pictures, and removes those of pictures that are gone. */
  render(pictures: Picture[], preferences: Preferences): void {
    const wanted = new Map<Picture, Mark>();
    for (const picture of pictures) {
      const appearance = findAppearance(picture, preferences);
      if (appearance) wanted.set(picture, appearance);
    }
    for (const picture of this.#marks.keys()) {
      if (!wanted.has(picture)) this.#remove(picture);
    }
    for (const [picture, appearance] of wanted) this.#renderOne(picture, appearance);
  }

  /** Reads from the page where every badge belongs. */
  read(origin: { left: number; top: number }): void {
    const marks = [...this.#marks].map(
      ([{ element }, mark]) => [mark, this.#findPlace(element, origin)] as const,
    );
    this.#places = new Map(marks);
  }

  /** Puts the badges where `read` found that they belong. */
  write(): void {
    const moved = [...this.#places].filter(([mark, place]) => mark.written !== keyOf(mark, place));
    for (const [mark, place] of moved) {
      mark.written = keyOf(mark, place);
      mark.node.hidden = !place;
      mark.node.classList.toggle('compact', place?.isCompact ?? false);
      if (place) mark.node.style.translate = `${place.left}px ${place.top}px`;
    }
    for (const [mark, place] of moved) {
      mark.box = place && { ...place, width: mark.node.offsetWidth, height: badgeHeight };
    }
  }

  /** The picture whose badge is at a point of the viewport. */
  findAt(x: number, y: number): Picture | undefined {
    const { left, top } = this.#layer.getOrigin();
    const hit = [...this.#marks].find(([, { box }]) => box && isInside(box, x - left, y - top));
    return hit?.[0];
  }

  /** Where a picture's badge lies, in the layer's coordinates. */
  findBox(picture: Picture): Box | undefined {
    return this.#marks.get(picture)?.box;
  }

  focus(picture: Picture): void {
    this.#marks.get(picture)?.node.querySelector('button')?.focus({ preventScroll: true });
  }

  #renderOne(picture: Picture, appearance: Mark): void {
    const mark = this.#marks.get(picture) ?? this.#create(picture);
    const label = labelOf(picture.element, picture.url);
    const says = `${appearance} ${label}`;
    if (mark.says === says) return;
    mark.says = says;
    render(
      <Badge
        appearance={appearance}
        label={label}
        onFocus={() => this.#actions.onFocus(picture)}
        onBlur={() => this.#actions.onBlur(picture)}
        onPress={() => this.#actions.onPress(picture)}
      />,
      mark.node,
    );
  }

  #create(picture: Picture): PlacedBadge {
    const node = this.#layer.add('div', 'mark');
    const next = [...this.#marks].find(([other]) => isBefore(picture.element, other.element));
    if (next) next[1].node.before(node);
    const mark: PlacedBadge = { node, says: '', written: '', box: undefined };
    node.hidden = true;
    this.#marks.set(picture, mark);
    this.#sort();
    return mark;
  }

  /** In the order of the document, which is the order of the Tab key. */
  #sort(): void {
    const sorted = [...this.#marks].toSorted(([a], [b]) =>
      isBefore(a.element, b.element) ? -1 : 1,
    );
    this.#marks.clear();
    for (const [picture, mark] of sorted) this.#marks.set(picture, mark);
  }

  #remove(picture: Picture): void {
    const mark = this.#marks.get(picture);
    if (!mark) return;
    render(null, mark.node);
    mark.node.remove();
    this.#marks.delete(picture);
  }

  #findPlace(element: Element, origin: { left: number; top: number }): Place | undefined {
    const box = findBox(element, this.#clippers);
    if (!box || Math.min(box.width, box.height) < smallestVisibleSide) return undefined;
    const isCompact = box.width < roomyWidth;
    const margin = isCompact ? inset.compact : inset.roomy;
    const [left, top] = [box.left + margin, box.top + margin];
    const middle = badgeHeight / 2;
    if (isCovered(findStandIn(element), left + middle, top + middle)) return undefined;
    return { left: left - origin.left, top: top - origin.top, isCompact };
  }
}

/** The part of a picture to put a badge on. Far from the screen its whole box will do, so that long pages stay quick. */
function findBox(element: Element, clippers: Clippers): Box | undefined {
  const box = element.getBoundingClientRect();
  if (box.top > 2 * innerHeight || box.bottom < -innerHeight) return box;
  const shown = findStandIn(element);
  return findVisibleBox(shown, clippers.of(shown));
}

function keyOf({ says }: PlacedBadge, place: Place | undefined): string {
  return place ? `${place.left} ${place.top} ${place.isCompact} ${says}` : 'hidden';
}

export function isInside(box: Box, x: number, y: number): boolean {
  return x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height;
}

function isBefore(a: Element, b: Element): boolean {
  return (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
