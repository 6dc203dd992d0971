import type { BadgeCorner } from '../../settings/settings';
import {
  anchorIn,
  cornersFrom,
  findForm,
  pointsOf,
  type Anchor,
  type BadgeForm,
  type Point,
} from './badge-placement';
import { findCover, type Cover } from './cover';
import { Curtains } from './curtains';
import { findStandIn } from '../find/find';
import type { Box } from '../geometry/heat-placement';
import { findClippers, intersect, isShown } from '../geometry/visible-box';

const smallestVisibleSide = 32;
/** How long what was seen of a picture's surroundings is trusted, at least, however often the page changes. */
const lookEveryMs = 500;
/** How often it is asked whether something nobody has met covers a badge, and whether it still does. */
const testEveryMs = 250;
const testCoveredEveryMs = 80;
const mostQuickTests = 3;
const mostTests = 40;

/** What is remembered of the surroundings of a picture between two frames. */
export interface Surroundings {
  readonly element: Element;
  /** What a person sees in place of the element, what cuts that off, and whether the page shows it. */
  shown: Element;
  clippers: Element[];
  isShown: boolean;
  /** Whether the page changed since that was read, and when that was. */
  isStale: boolean;
  lookedAt: number;
  /** The corner that is free, once that is settled. `isCramped` says that none is. */
  corner: BadgeCorner;
  isSettled: boolean;
  isCramped: boolean;
  isCovered: boolean;
  /** Whether it was seen to lie above what covers other pictures. */
  isAbove: boolean;
  testedAt: number;
  /** Where it was when that was seen. */
  testedPoint: Point | undefined;
  /** The picture's visible part, in viewport coordinates. */
  visible: Box | undefined;
}

/** Where in the viewport a badge belongs. */
export interface BadgePlace {
  anchor: Anchor;
  form: BadgeForm;
}

export interface Look {
  corner: BadgeCorner;
  /** Nothing but the page's scroll position changed. */
  isQuick: boolean;
}

export function newSurroundings(element: Element): Surroundings {
  return {
    element,
    shown: element,
    clippers: [],
    isShown: false,
    isStale: true,
    lookedAt: -Infinity,
    corner: 'topLeft',
    isSettled: false,
    isCramped: false,
    isCovered: false,
    isAbove: false,
    testedAt: -Infinity,
    testedPoint: undefined,
    visible: undefined,
  };
}

interface Badge {
  visible: Box;
  form: BadgeForm;
  roomyWidth: number | undefined;
}

/** Reads from the page where badges belong. Writes nothing, so that the page is laid out once a frame. */
export class BadgePlaces {
  readonly curtains = new Curtains();
  readonly #boxes = new Map<Element, DOMRect>();
  #look: Look = { corner: 'topLeft', isQuick: false };
  #now = 0;
  #isOwing = false;
  /** How many hit tests this frame has made for covers. */
  #tests = 0;

  /** Whether something was not looked at in this frame that has to be soon. */
  get isOwing(): boolean {
    return this.#isOwing;
  }

  /** Has to be called before the first `find` of a frame. */
  begin(look: Look): void {
    this.#look = look;
    this.#now = performance.now();
    this.#tests = 0;
    this.#isOwing = false;
    this.#boxes.clear();
    if (!look.isQuick) this.curtains.explore();
    this.curtains.read();
  }

  /** Where a badge belongs; undefined while it cannot be seen. `roomyWidth` is its width with its word, where that is known. */
  find(of: Surroundings, roomyWidth: number | undefined): BadgePlace | undefined {
    this.#lookAround(of);
    const whole = of.shown.getBoundingClientRect();
    const visible = of.isShown ? this.#cutOff(whole, of.clippers) : undefined;
    of.visible = visible;
    if (!visible || Math.min(visible.width, visible.height) < smallestVisibleSide) return undefined;
    const form = findForm(whole, visible);
    if (!of.isSettled && isOnScreen(visible)) this.#settle(of, { visible, form, roomyWidth });
    const fitting = of.isCramped ? 'tiny' : form;
    const place = { anchor: anchorIn(visible, of.corner, fitting), form: fitting };
    of.isCovered = this.#isCovered(of, place);
    return of.isCovered ? undefined : place;
  }

  #lookAround(of: Surroundings): void {
    const isDue = of.isStale && this.#now - of.lookedAt >= lookEveryMs;
    if (isDue) {
      of.shown = findStandIn(of.element);
      of.clippers = findClippers(of.shown);
      of.isStale = of.isSettled = false;
      of.lookedAt = this.#now;
      of.testedPoint = undefined;
    }
    if (isDue || !of.isShown || !this.#look.isQuick) of.isShown = isShown(of.shown);
  }

  /** Pictures share most of what cuts them off, so each box is read once a frame. */
  #cutOff(whole: DOMRect, clippers: Element[]): Box | undefined {
    const cuts = clippers.map((clipper) => {
      const box = this.#boxes.get(clipper) ?? clipper.getBoundingClientRect();
      this.#boxes.set(clipper, box);
      return box;
    });
    return intersect([whole, ...cuts]);
  }

  /** Chooses the first corner that the page leaves free, for good once all of the badge has been on screen and in the open. */
  #settle(of: Surroundings, badge: Badge): void {
    const corners = cornersFrom(this.#look.corner).map((corner) => ({
      corner,
      points: pointsOf(anchorIn(badge.visible, corner, badge.form), badge.form, badge.roomyWidth),
    }));
    const isFree = (points: Point[]) =>
      !points.some(({ x, y }) => isTaken(findCover(of.shown, x, y)));
    const free = corners.find(({ points }) => isFree(points));
    const chosen = free ?? corners[0];
    if (!chosen) return;
    of.corner = chosen.corner;
    of.isCramped = free === undefined;
    of.isSettled = chosen.points.every(
      (point) => isInViewport(point) && !this.curtains.mayCover(point),
    );
  }

  /** Hit tests are the dearest of all reads: what is known of curtains, and what was found a moment ago, spares them. */
  #isCovered(of: Surroundings, { anchor, form }: BadgePlace): boolean {
    const [point] = pointsOf(anchor, form);
    const isUnder = this.curtains.mayCover(point);
    const isKnown = this.#look.isQuick && isSame(point, of.testedPoint);
    if (isKnown || !isInViewport(point)) return of.isCovered;
    if (!this.#mayTest(of)) {
      this.#isOwing = true;
      return isUnder ? !of.isAbove : of.isCovered;
    }
    of.testedAt = this.#now;
    of.testedPoint = point;
    this.#tests += 1;
    const cover = findCover(of.shown, point.x, point.y);
    if (cover?.kind === 'curtain') this.curtains.add(cover.element);
    of.isAbove = isUnder && cover?.kind !== 'curtain';
    return cover !== undefined && !(of.isCramped && cover.kind === 'control');
  }

  #mayTest({ testedAt, isCovered }: Surroundings): boolean {
    const isEarly = this.#now - testedAt < (isCovered ? testCoveredEveryMs : testEveryMs);
    if (isEarly) return false;
    return this.#tests < (this.#look.isQuick ? mostQuickTests : mostTests);
  }
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
