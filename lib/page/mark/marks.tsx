import { render } from 'preact';
import type { Mark } from '../../verdict/glyphs';
import { findAppearance, type Preferences } from './appearance';
import { Badge } from './badge';
import { boxAt, translationTo, type Anchor } from './badge-placement';
import { badgeSizes } from './badge-sizes';
import {
  BadgePlaces,
  newSurroundings,
  type BadgePlace,
  type Change,
  type Surroundings,
} from './badge-places';
import { labelOf } from '../find/find';
import type { Box } from '../geometry/heat-placement';
import type { Nearness } from '../geometry/nearness';
import type { Layer } from './layer';
import { findMotion, type Motion } from './motion';
import { NearWatch } from './near';
import type { Picture, Pictures } from '../ask/pictures';

/** A frame has other work too. What is left over waits for the next one. */
const mountBudgetMs = 6;
/** So long at once for looking around pictures, which is done between frames. */
const lookBudgetMs = 4;
/** As large as a pointer can hit well, whatever a badge looks like. */
const smallestTarget = 24;
/** What a page must not tell from one another, be it by where a click ends. */
const zones: readonly Mark[] = ['real', 'fake', 'unsure'];
/** A shadow is part of what a badge covers. */
const coverMargin = 4;

/** Of the element that says in words what the open card says. */
export const descriptionId = 'description';

/** What happens at a badge. */
export interface MarkActions {
  onFocus: (picture: Picture) => void;
  onBlur: (picture: Picture) => void;
  onPress: (picture: Picture) => void;
}

interface Wanted {
  picture: Picture;
  appearance: Mark;
}

interface PlacedBadge {
  picture: Picture;
  appearance: Mark;
  node: HTMLDivElement;
  says: string;
  surroundings: Surroundings;
  place: BadgePlace | undefined;
  /** What was written last: where it stands and what it says. */
  written: string;
  /** Where the badge lies, in the layer's coordinates; undefined while it cannot be seen. */
  box: Box | undefined;
}

interface MarksOptions {
  nearness: Nearness;
  pictures: Pictures;
  layer: Layer;
  actions: MarkActions;
  /** Called when pictures came near the screen or went far. */
  onChange: () => void;
}

/**
 * The badges of a page: one on each picture that has something to say and is near the screen. What a frame costs goes by
 * the number of those, not by that of all pictures.
 */
export class Marks {
  readonly #pictures: Pictures;
  readonly #layer: Layer;
  readonly #actions: MarkActions;
  readonly #near: NearWatch;
  readonly #places = new BadgePlaces();
  /** Pictures that have something to say, near or far. */
  readonly #wanted = new Map<Element, Wanted>();
  /** In the order of the document, which is the order of the Tab key. */
  #badges: PlacedBadge[] = [];
  readonly #byElement = new Map<Element, PlacedBadge>();
  /** Pictures that keep their badge although they are far: the Tab key is on it or would go there, or it was asked for. */
  #kept = new Set<Element>();
  #described: Element | undefined;
  #isOutdated = false;
  /** How wide a badge with its word is, which goes by the word and the size. */
  readonly #widths = new Map<Mark, number>();

  constructor({ nearness, pictures, layer, actions, onChange }: MarksOptions) {
    this.#pictures = pictures;
    this.#layer = layer;
    this.#actions = actions;
    this.#near = new NearWatch(nearness, () => {
      this.#isOutdated = true;
      onChange();
    });
  }

  /** The pictures that have a badge on the page now. */
  get elements(): Iterable<Element> {
    return this.#byElement.keys();
  }

  /** Takes up what is known of all pictures. */
  rateAll(preferences: Preferences): void {
    if (preferences.size !== this.#places.size) this.#widths.clear();
    this.#places.size = preferences.size;
    const elements = this.#pictures.all.map(({ element }) => element);
    this.rate(new Set([...this.#wanted.keys(), ...elements]), preferences);
    this.relabel();
  }

  /** Takes up what is known now of the pictures of some elements. */
  rate(elements: Iterable<Element>, preferences: Preferences): void {
    this.#isOutdated = true;
    for (const element of elements) {
      const picture = this.#pictures.find(element);
      const appearance = picture && findAppearance(picture, preferences);
      if (appearance) {
        this.#wanted.set(element, { picture, appearance });
        this.#near.watch(element);
      } else if (this.#wanted.delete(element)) this.#near.unwatch(element);
      const badge = this.#byElement.get(element);
      if (badge && this.#isDue(badge)) this.#renderOne(badge);
    }
  }

  /** Says anew what pictures are called: the page changed. */
  relabel(): void {
    for (const badge of this.#badges) this.#renderOne(badge);
  }

  /** Whether badges may have to come or go. */
  get isOutdated(): boolean {
    return this.#isOutdated;
  }

  /** Gives badges to pictures that came near and takes them from those that went, as far as a frame has time for that. */
  mount(): void {
    const gone = this.#badges.filter((badge) => !this.#isDue(badge));
    for (const badge of gone) this.#remove(badge);
    if (gone.length > 0) {
      this.#badges = this.#badges.filter(({ picture }) => this.#byElement.has(picture.element));
    }
    this.#isOutdated = this.#mountMissing();
  }

  /** The page changed, so that what is around the pictures may have changed too. */
  forgetSurroundings(): void {
    for (const { surroundings } of this.#badges) surroundings.isStale = true;
  }

  /** Looks again for a free corner where the pointer is: some controls appear beneath it. Answers whether a badge is there. */
  forgetAt(x: number, y: number): boolean {
    const isUnder = ({ surroundings: { visible } }: PlacedBadge) =>
      visible !== undefined && isInside(visible, x, y);
    const under = this.#badges.filter(isUnder);
    for (const { surroundings } of under) surroundings.isStale = true;
    return under.length > 0;
  }

  /** What moves the pictures, or what lies over them. */
  findMotion(): Motion {
    return findMotion([...this.elements, ...this.#places.curtains.elements]);
  }

  /** When the next picture is due to be looked at, on the clock of `performance.now()`; infinity where none is. */
  get dueAt(): number {
    return Math.min(...this.#badges.map(({ surroundings }) => this.#places.dueAt(surroundings)));
  }

  /** How far the page may be scrolled, in CSS pixels, before a badge has to come or go. */
  get freeway(): number {
    const distances = this.#badges.map(({ surroundings }) => this.#places.freewayOf(surroundings));
    return Math.min(...distances);
  }

  /** Looks around the pictures that are due, as far as the time allows. To be called between frames. */
  look(corner: Preferences['corner']): void {
    const now = performance.now();
    this.#places.beginLook(now);
    for (const { surroundings, appearance } of this.#badges) {
      if (this.#places.dueAt(surroundings) > now) continue;
      const roomyWidth = this.#roomOf(appearance === 'checking' ? 'real' : appearance);
      this.#places.look(surroundings, { now, corner, roomyWidth });
      if (performance.now() - now > lookBudgetMs) return;
    }
  }

  /** Reads from the page where every badge belongs. */
  read(change: Change): void {
    this.#places.begin(change);
    for (const badge of this.#badges) badge.place = this.#places.find(badge.surroundings);
  }

  /** Puts the badges where `read` found that they belong. */
  write(origin: { left: number; top: number }): void {
    const moved = this.#badges.filter((badge) => badge.written !== keyOf(badge, origin));
    for (const badge of moved) {
      const { node, place } = badge;
      badge.written = keyOf(badge, origin);
      node.hidden = !place;
      if (!place) continue;
      node.className = `mark ${place.shape.form}`;
      node.style.translate = translationTo(toLayer(place.anchor, origin), place.shape);
    }
    for (const badge of moved) this.#measure(badge, origin);
  }

  /** The picture whose badge is at a point of the viewport. */
  findAt(x: number, y: number): Picture | undefined {
    const { left, top } = this.#layer.getOrigin();
    const isHit = ({ box }: PlacedBadge) => box && isInside(toTarget(box), x - left, y - top);
    return this.#badges.find(isHit)?.picture;
  }

  /** Where a picture's badge lies, in the layer's coordinates. */
  findBox({ element }: Picture): Box | undefined {
    return this.#byElement.get(element)?.box;
  }

  /** Gives a picture a badge wherever it is, until the focus moves on. */
  keep({ element }: Picture): void {
    this.#isOutdated = true;
    this.#kept = new Set([element]);
  }

  focus({ element }: Picture): void {
    this.#byElement.get(element)?.node.querySelector('button')?.focus({ preventScroll: true });
  }

  /** Makes the words of the open card the description of the badge of its picture, and of no other. */
  describe(picture: Picture | undefined): void {
    const node = picture && this.#byElement.get(picture.element)?.node;
    const badge = node?.querySelector('button') ?? undefined;
    if (badge === this.#described) return;
    this.#described?.removeAttribute('aria-describedby');
    badge?.setAttribute('aria-describedby', descriptionId);
    this.#described = badge;
  }

  #isDue({ picture }: PlacedBadge): boolean {
    const { element } = picture;
    const isMeant = this.#wanted.get(element)?.picture === picture;
    return isMeant && (this.#near.near.has(element) || this.#kept.has(element));
  }

  #mountMissing(): boolean {
    const endsAt = performance.now() + mountBudgetMs;
    for (const element of [...this.#kept, ...this.#near.near]) {
      const wanted = this.#wanted.get(element);
      if (!wanted || this.#byElement.has(element)) continue;
      if (performance.now() > endsAt) return true;
      this.#mount(wanted);
    }
    return false;
  }

  #mount({ picture, appearance }: Wanted): void {
    const node = this.#layer.add('div', 'mark');
    node.hidden = true;
    const badge: PlacedBadge = {
      picture,
      appearance,
      node,
      says: '',
      surroundings: newSurroundings(picture.element),
      place: undefined,
      written: 'hidden',
      box: undefined,
    };
    this.#byElement.set(picture.element, badge);
    this.#insert(badge);
    this.#renderOne(badge);
  }

  #insert(badge: PlacedBadge): void {
    let [from, to] = [0, this.#badges.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = this.#badges[middle]?.picture.element;
      if (other && isBefore(other, badge.picture.element)) from = middle + 1;
      else to = middle;
    }
    this.#badges[from]?.node.before(badge.node);
    this.#badges.splice(from, 0, badge);
  }

  #remove({ picture, node }: PlacedBadge): void {
    render(null, node);
    node.remove();
    this.#byElement.delete(picture.element);
  }

  #renderOne(badge: PlacedBadge): void {
    const { picture, node } = badge;
    badge.surroundings.wasAsked = picture.wasAsked;
    const appearance = this.#wanted.get(picture.element)?.appearance ?? badge.appearance;
    const label = labelOf(picture.element, picture.url);
    const says = `${appearance} ${label}`;
    if (badge.says === says) return;
    Object.assign(badge, { appearance, says });
    render(
      <Badge
        appearance={appearance}
        label={label}
        onFocus={() => this.#focused(picture)}
        onBlur={() => this.#actions.onBlur(picture)}
        onPress={() => this.#actions.onPress(picture)}
      />,
      node,
    );
  }

  /** The badges before and after it have to be there for the Tab key, however far their pictures are. */
  #focused(picture: Picture): void {
    let before: Element | undefined;
    let after: Element | undefined;
    for (const element of this.#wanted.keys()) {
      if (element === picture.element) continue;
      if (isBefore(element, picture.element)) {
        if (!before || isBefore(before, element)) before = element;
      } else if (!after || isBefore(element, after)) after = element;
    }
    this.#kept = new Set([before, picture.element, after].filter((each) => each !== undefined));
    this.#isOutdated = true;
    this.#actions.onFocus(picture);
  }

  /** The width that a badge with its word is given: the same with every zone. */
  #roomOf(appearance: Mark): number {
    if (!zones.includes(appearance)) return this.#widthOf(appearance);
    return Math.max(...zones.map((zone) => this.#widthOf(zone)));
  }

  /** How wide a badge is with its word, which is measured once for each. */
  #widthOf(appearance: Mark): number {
    const known = this.#widths.get(appearance);
    if (known !== undefined) return known;
    const node = this.#layer.add('div', 'mark roomy');
    node.style.visibility = 'hidden';
    render(<Badge appearance={appearance} label="" {...idle} />, node);
    const width = node.offsetWidth;
    if (width > 0) this.#widths.set(appearance, width);
    render(null, node);
    node.remove();
    return width;
  }

  #measure(badge: PlacedBadge, origin: { left: number; top: number }): void {
    const { place, appearance, node } = badge;
    badge.box = undefined;
    if (!place) return;
    const { shape } = place;
    const anchor = toLayer(place.anchor, origin);
    if (shape.form !== 'roomy') {
      badge.box = boxAt(anchor, shape);
      return;
    }
    badge.box = boxAt(anchor, shape, this.#roomOf(appearance));
    const { coverWidth } = badgeSizes[shape.size];
    const isAtRight = badge.box.left < anchor.x;
    const cover = isAtRight ? this.#widthOf(appearance) + coverMargin - coverWidth : -coverMargin;
    node.style.setProperty('--cover', `${cover}px`);
  }
}

const idle = { onFocus: () => undefined, onBlur: () => undefined, onPress: () => undefined };

function toLayer({ corner, x, y }: Anchor, origin: { left: number; top: number }): Anchor {
  return { corner, x: snap(x - origin.left), y: snap(y - origin.top) };
}

/** To the fractions that browsers lay out by: what merely rounds otherwise has not moved. */
function snap(length: number): number {
  return Math.round(length * 64) / 64;
}

function keyOf({ place, says }: PlacedBadge, origin: { left: number; top: number }): string {
  if (!place) return 'hidden';
  const { anchor, shape } = place;
  const { corner, x, y } = toLayer(anchor, origin);
  return `${x} ${y} ${corner} ${shape.form} ${shape.size} ${says}`;
}

export function isInside(box: Box, x: number, y: number): boolean {
  return x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height;
}

function toTarget({ left, top, width, height }: Box): Box {
  const wider = Math.max(smallestTarget - width, 0);
  const higher = Math.max(smallestTarget - height, 0);
  return {
    left: left - wider / 2,
    top: top - higher / 2,
    width: width + wider,
    height: height + higher,
  };
}

function isBefore(a: Element, b: Element): boolean {
  return (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
