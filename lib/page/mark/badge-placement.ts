import type { BadgeCorner } from '../../settings/settings';
import type { Box, Size } from '../geometry/heat-placement';

/** How much a badge says: its sign and its word, its sign alone, or a small sign. */
export type BadgeForm = 'roomy' | 'compact' | 'tiny';

/** Where in the viewport a badge is fixed: its own corner that looks the same way lies at this point. */
export interface Anchor {
  corner: BadgeCorner;
  x: number;
  y: number;
}

/** A point of the viewport. */
export interface Point {
  x: number;
  y: number;
}

interface Metrics {
  inset: number;
  height: number;
}

const metrics: Record<BadgeForm, Metrics> = {
  roomy: { inset: 8, height: 24 },
  compact: { inset: 6, height: 24 },
  tiny: { inset: 4, height: 18 },
};

/** Below this a badge with its word would take more than about a sixteenth of its picture. */
const smallestRoomyArea = 30_000;
const smallestRoomyWidth = 140;
const smallestCompactSide = 96;
/** A badge that was never measured is taken to be as wide as most. */
const usualWidth = 72;

/** The form that leaves most of a picture free. It goes by the whole picture, so that it stays while a scroller cuts it off. */
export function findForm({ width, height }: Size, visible: Size): BadgeForm {
  const isRoomy = visible.width >= smallestRoomyWidth && width * height >= smallestRoomyArea;
  if (isRoomy) return 'roomy';
  return Math.min(width, height) >= smallestCompactSide ? 'compact' : 'tiny';
}

/** Where a badge goes in a corner of the visible part of its picture. */
export function anchorIn(box: Box, corner: BadgeCorner, form: BadgeForm): Anchor {
  const { inset } = metrics[form];
  const x = isRight(corner) ? box.left + box.width - inset : box.left + inset;
  const y = isBottom(corner) ? box.top + box.height - inset : box.top + inset;
  return { corner, x, y };
}

/** The box of a badge at its anchor, in the same coordinates. `roomyWidth` is its width with its word, where that is known. */
export function boxAt({ corner, x, y }: Anchor, form: BadgeForm, roomyWidth = usualWidth): Box {
  const { height } = metrics[form];
  const width = form === 'roomy' ? roomyWidth : height;
  return {
    left: isRight(corner) ? x - width : x,
    top: isBottom(corner) ? y - height : y,
    width,
    height,
  };
}

/** The same as a CSS translation of a badge that lies at the origin, however wide it is. */
export function translationTo({ corner, x, y }: Anchor, form: BadgeForm): string {
  const top = isBottom(corner) ? y - metrics[form].height : y;
  return isRight(corner) ? `calc(${x}px - 100%) ${top}px` : `${x}px ${top}px`;
}

/** Points that a badge would cover: its two ends, the one nearer to the corner first. */
export function pointsOf(anchor: Anchor, form: BadgeForm, roomyWidth?: number): [Point, Point] {
  const box = boxAt(anchor, form, roomyWidth);
  const half = box.height / 2;
  const left = { x: box.left + half, y: box.top + half };
  const right = { x: box.left + box.width - half, y: box.top + half };
  return isRight(anchor.corner) ? [right, left] : [left, right];
}

/** The corners in the order in which a badge tries them: the wanted one, the other end of its row, then the other row. */
export function cornersFrom(wanted: BadgeCorner): BadgeCorner[] {
  const beside = mirrored[wanted].across;
  return [wanted, beside, mirrored[wanted].along, mirrored[beside].along];
}

const mirrored: Record<BadgeCorner, { across: BadgeCorner; along: BadgeCorner }> = {
  topLeft: { across: 'topRight', along: 'bottomLeft' },
  topRight: { across: 'topLeft', along: 'bottomRight' },
  bottomLeft: { across: 'bottomRight', along: 'topLeft' },
  bottomRight: { across: 'bottomLeft', along: 'topRight' },
};

function isRight(corner: BadgeCorner): boolean {
  return corner === 'topRight' || corner === 'bottomRight';
}

function isBottom(corner: BadgeCorner): boolean {
  return corner === 'bottomLeft' || corner === 'bottomRight';
}
