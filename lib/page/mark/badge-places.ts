import type { BadgeCorner, BadgeSize } from '../../settings/settings';
import {
  anchorIn,
  anchorOn,
  cornersFrom,
  findForm,
  pointsOf,
  type Anchor,
  type BadgeShape,
  type Point,
} from './badge-placement';
import { findCover, isCurtain, type Cover } from './cover';
import { Curtains } from './curtains';
import { findStandIn } from '../find/find';
import type { Box } from '../geometry/heat-placement';
import { findTurners, readTurn, type Turn } from '../geometry/turn';
import { ancestorsOf, findClippers, intersect, isShown } from '../geometry/visible-box';

const smallestVisibleSide = 32;
/** How long what was seen of a picture's surroundings is trusted, at least, however often the page changes. */
const lookEveryMs = 500;
/** How often it is asked whether something nobody has met covers a badge, and whether it still does. */
const testEveryMs = 1_000;
const testCoveredEveryMs = 80;
/** How often headers and bars are looked for at the edges of the screen. */
const exploreEveryMs = 1_000;

/** What is remembered of the surroundings of a picture between two frames. */
export interface Surroundings {
  readonly element: Element;
  /** What a person sees in place of the element, what cuts that off, and whether the page shows it. */
  shown: Element;
  clippers: Element[];
  isShown: boolean;
  /** What turns it, and how it lies for that; undefined where it lies straight. */
  turners: HTMLElement[];
  turn: Turn | undefined;
  /** Whether it stays, wholly or for a while, where it is on the screen when the page scrolls. */
  isAfloat: boolean;
  /** Whether the page changed since that was read, and when that was. */
  isStale: boolean;
  lookedAt: number;
  /** The corner that is free, once that is settled. `isCramped` says that none is. */
  corner: BadgeCorner;
  isSettled: boolean;
  wasSettled: boolean;
  isCramped: boolean;
  /** Whether something that no curtain is lies over the badge, when that was seen, and where the badge was then. */
  isCovered: boolean;
  testedAt: number;
  testedPoint: Point | undefined;
  /** Whether a curtain may have covered it then, and whether it was seen to lie above that. */
  wasUnder: boolean;
  isAbove: boolean;
  /** A person asked for it, so that it has a badge however small it is. */
  wasAsked: boolean;
  /** The picture itself and its visible part, in viewport coordinates. */
  whole: Box | undefined;
  visible: Box | undefined;
}

/** Where in the viewport a badge belongs. */
export interface BadgePlace {
  anchor: Anchor;
  shape: BadgeShape;
}

/** What happened since the last frame: all may lie elsewhere, or the page was scrolled by so much and nothing else. */
export type Change = { kind: 'all' } | { kind: 'scrolled'; left: number; top: number };

export function newSurroundings(element: Element): Surroundings {
  return {
    element,
    shown: element,
    clippers: [],
    isShown: false,
    turners: [],
    turn: undefined,
    isAfloat: false,
    isStale: true,
    lookedAt: -Infinity,
    corner: 'topLeft',
    isSettled: false,
    wasSettled: false,
    isCramped: false,
    isCovered: false,
    testedAt: -Infinity,
    testedPoint: undefined,
    wasUnder: false,
    isAbove: false,
    wasAsked: false,
    whole: undefined,
    visible: undefined,
  };
}

interface Wish {
  now: number;
  corner: BadgeCorner;
  roomyWidth: number | undefined;
}

interface Badge {
  whole: Box;
  visible: Box;
  shape: BadgeShape;
  roomyWidth: number | undefined;
}

/**
 * Reads from the page where badges belong, and writes nothing. `find` is called in every frame and asks for no more than
 * boxes; `look` is dear, and called now and then, when a frame is painted and the page need not be laid out for it.
 */
export class BadgePlaces {
  readonly curtains = new Curtains();
  size: BadgeSize = 'medium';
  readonly #boxes = new Map<Element, DOMRect>();
  #change: Change = { kind: 'all' };
  #exploredAt = -Infinity;

  /** Has to be called before the first `find` of a frame. */
  begin(change: Change): void {
    this.#change = change;
    this.#boxes.clear();
    this.curtains.read();
  }

  /** Where a badge belongs; undefined while it cannot be seen, or nobody has looked around it yet. */
  find(of: Surroundings): BadgePlace | undefined {
    this.#measure(of);
    const { whole, visible } = of;
    if (!whole || !visible || isTooSmall(of)) return undefined;
    const place = this.#placeIn(of, { whole, visible });
    return this.#isCovered(of, place) ? undefined : place;
  }

  /** When a picture is due to be looked at, on the clock of `performance.now()`; infinity where there is no need. */
  dueAt(of: Surroundings): number {
    if (of.isStale) return of.lookedAt + lookEveryMs;
    const { whole, visible } = of;
    if (!whole || !visible || isTooSmall(of) || !isOnScreen(visible)) return Infinity;
    const { anchor, shape } = this.#placeIn(of, { whole, visible });
    const [point] = pointsOf(anchor, shape);
    const isKnown = isSame(point, of.testedPoint) && this.curtains.mayCover(point) === of.wasUnder;
    if (isKnown || !isInViewport(point)) return Infinity;
    const isUrgent = of.isCovered || !of.isSettled;
    return of.testedAt + (isUrgent ? testCoveredEveryMs : testEveryMs);
  }

  /** How far the page may be scrolled, in CSS pixels, before a badge comes under a curtain or out of it. */
  freewayOf(of: Surroundings): number {
    const { whole, visible } = of;
    if (of.isAfloat) return 0;
    if (!whole || !visible) return Infinity;
    const { anchor, shape } = this.#placeIn(of, { whole, visible });
    const [point] = pointsOf(anchor, shape);
    return this.curtains.distanceTo(point);
  }

  /** Has to be called before the first `look` of a round. */
  beginLook(now: number): void {
    this.#boxes.clear();
    if (now - this.#exploredAt < exploreEveryMs) return;
    this.#exploredAt = now;
    this.curtains.explore();
    this.curtains.read();
  }

  /** Looks around a picture: what cuts it off, which corner is free, what lies over its badge. `roomyWidth` is the width of a badge with its word. */
  look(of: Surroundings, { now, corner, roomyWidth }: Wish): void {
    if (of.isStale) this.#lookAround(of, now);
    this.#read(of);
    const { whole, visible } = of;
    if (!whole || !visible || isTooSmall(of)) return;
    const shape = this.#shapeOf(of, { whole, visible });
    if (!of.isSettled && isOnScreen(visible))
      this.#settle(of, { whole, visible, shape, roomyWidth }, corner);
    this.#test(of, this.#placeIn(of, { whole, visible }), now);
  }

  /** What moved with the page needs not be read. */
  #measure(of: Surroundings): void {
    const change = this.#change;
    if (change.kind === 'all' || of.isAfloat) this.#read(of);
    else if (change.left !== 0 || change.top !== 0) {
      of.whole = of.whole && moveBy(of.whole, change);
      of.visible = of.visible && moveBy(of.visible, change);
    }
  }

  /** Pictures share most of what cuts them off, so each box is read once. */
  #read(of: Surroundings): void {
    of.whole = of.visible = undefined;
    if (of.lookedAt === -Infinity) return;
    of.isShown = isShown(of.shown);
    if (!of.isShown) return;
    const boxes = [of.shown, ...of.clippers].map((element) => {
      const box = this.#boxes.get(element) ?? element.getBoundingClientRect();
      this.#boxes.set(element, box);
      return box;
    });
    of.whole = boxes[0];
    of.visible = intersect(boxes);
    of.turn = of.whole && readTurn(of.shown, { turners: of.turners, box: of.whole });
  }

  #placeIn(of: Surroundings, { whole, visible }: { whole: Box; visible: Box }): BadgePlace {
    const form = of.isCramped ? 'tiny' : this.#shapeOf(of, { whole, visible }).form;
    const shape = { form, size: this.size };
    return { anchor: anchorFor(of, { whole, visible, shape }, of.corner), shape };
  }

  /** A picture that lies turned has less room in its corners than its box. */
  #shapeOf(of: Surroundings, { whole, visible }: { whole: Box; visible: Box }): BadgeShape {
    const form = findForm(whole, visible, this.size);
    return { form: of.turn && form === 'roomy' ? 'compact' : form, size: this.size };
  }

  #lookAround(of: Surroundings, now: number): void {
    of.shown = findStandIn(of.element);
    of.clippers = findClippers(of.shown);
    of.turners = findTurners(of.shown);
    of.isAfloat = ancestorsOf(of.shown).some(isCurtain);
    of.isStale = of.isSettled = false;
    of.lookedAt = now;
    of.testedPoint = undefined;
  }

  /** Chooses the first corner that the page leaves free, for good once all of the badge has been on screen and in the open. */
  #settle(of: Surroundings, badge: Badge, wanted: BadgeCorner): void {
    const corners = cornersFrom(wanted).map((corner) => ({
      corner,
      points: pointsOf(anchorFor(of, badge, corner), badge.shape, badge.roomyWidth),
    }));
    const isVeiled = ({ points }: { points: Point[] }) =>
      points.some((point) => this.curtains.mayCover(point));
    // What is under a header now may be taken by the page when it comes out.
    if (of.wasSettled && corners.some(isVeiled)) return;
    const isFree = (points: Point[]) =>
      !points.some(({ x, y }) => isTaken(findCover(of.shown, x, y)));
    const free = corners.find(({ points }) => isFree(points));
    const chosen = free ?? corners[0];
    if (!chosen) return;
    of.corner = chosen.corner;
    of.isCramped = free === undefined;
    of.isSettled = chosen.points.every(isInViewport) && !isVeiled(chosen);
    of.wasSettled ||= of.isSettled;
  }

  /** Hit tests are the dearest of all reads. */
  #test(of: Surroundings, { anchor, shape }: BadgePlace, now: number): void {
    const [point] = pointsOf(anchor, shape);
    if (!isInViewport(point)) return;
    of.testedAt = now;
    of.testedPoint = point;
    const cover = findCover(of.shown, point.x, point.y);
    if (cover?.kind === 'curtain') this.curtains.add(cover.element);
    of.wasUnder = this.curtains.mayCover(point);
    of.isAbove = of.wasUnder && cover?.kind !== 'curtain';
    of.isCovered = cover !== undefined && !(of.isCramped && cover.kind === 'control');
  }

  /** By what is known of curtains, and what was found a moment ago. */
  #isCovered(of: Surroundings, { anchor, shape }: BadgePlace): boolean {
    const [point] = pointsOf(anchor, shape);
    return this.curtains.mayCover(point) ? !of.isAbove : of.isCovered;
  }
}

/** Too little of it shows; of what a person asked for, a badge may cover all. */
function isTooSmall({ whole, visible, wasAsked }: Surroundings): boolean {
  if (!whole || !visible) return true;
  const least = wasAsked ? Math.min(whole.width, whole.height) : Infinity;
  return Math.min(visible.width, visible.height) < Math.min(smallestVisibleSide, least);
}

function anchorFor(
  { turn }: Surroundings,
  { whole, visible, shape }: Omit<Badge, 'roomyWidth'>,
  corner: BadgeCorner,
): Anchor {
  if (turn) return anchorOn({ whole, visible, turn }, { corner, shape });
  return anchorIn(visible, corner, shape.form);
}

function moveBy(box: Box, { left, top }: { left: number; top: number }): Box {
  const { width, height } = box;
  return { left: box.left + left, top: box.top + top, width, height };
}

function isSame(a: Point, b: Point | undefined): boolean {
  return a.x === b?.x && a.y === b.y;
}

function isTaken(cover: Cover | undefined): boolean {
  return cover !== undefined && cover.kind !== 'curtain';
}

function isInViewport({ x, y }: Point): boolean {
  return x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
}

function isOnScreen({ left, top, width, height }: Box): boolean {
  return left < innerWidth && top < innerHeight && left + width > 0 && top + height > 0;
}
