import type { BadgeCorner, BadgeSize } from '../../settings/settings';
import type { Box, Size } from '../geometry/heat-placement';
import { reachInto, type Turn } from '../geometry/turn';
import { badgeSizes } from './badge-sizes';

/** How much a badge says: its sign and its word, its sign alone, or a small sign. */
export type BadgeForm = 'roomy' | 'compact' | 'tiny';

/** What a badge needs room for. */
export interface BadgeShape {
  form: BadgeForm;
  size: BadgeSize;
}

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

const insets: Record<BadgeForm, number> = { roomy: 8, compact: 6, tiny: 4 };

/** Below this a medium badge with its word would take more than about a sixteenth of its picture. */
const smallestRoomyArea = 30_000;
const smallestRoomyWidth = 140;
const smallestCompactSide = 96;
/** A badge that was never measured is taken to be as wide as most. */
const usualWidth = 72;

/** The form that leaves most of a picture free. It goes by the whole picture, so that it stays while a scroller cuts it off. */
export function findForm({ width, height }: Size, visible: Size, size: BadgeSize): BadgeForm {
  const scale = scaleOf(size);
  const isRoomy =
    visible.width >= smallestRoomyWidth * scale && width * height >= smallestRoomyArea * scale ** 2;
  if (isRoomy) return 'roomy';
  return Math.min(width, height) >= smallestCompactSide * scale ? 'compact' : 'tiny';
}

/** Where a badge goes in a corner of the visible part of its picture. */
export function anchorIn(box: Box, corner: BadgeCorner, form: BadgeForm): Anchor {
  const inset = insets[form];
  const x = isRight(corner) ? box.left + box.width - inset : box.left + inset;
  const y = isBottom(corner) ? box.top + box.height - inset : box.top + inset;
  return { corner, x, y };
}

/** Where a badge without its word goes on a picture that lies turned: wholly on it, however askew its corners are. */
export function anchorOn(
  { whole, visible, turn }: { whole: Box; visible: Box; turn: Turn },
  { corner, shape }: { corner: BadgeCorner; shape: BadgeShape },
): Anchor {
  const half = heightOf(shape) / 2;
  const reserved = half + insets[shape.form];
  const towards = { x: isRight(corner) ? 1 : -1, y: isBottom(corner) ? 1 : -1 };
  const way = reachInto(turn, { towards, side: 2 * reserved });
  const x = whole.left + whole.width / 2 + way.x;
  const y = whole.top + whole.height / 2 + way.y;
  return {
    corner,
    x:
      clamp(x, visible.left + reserved, visible.left + visible.width - reserved) + towards.x * half,
    y: clamp(y, visible.top + reserved, visible.top + visible.height - reserved) + towards.y * half,
  };
}

/** The box of a badge at its anchor, in the same coordinates. `roomyWidth` is its width with its word, where that is known. */
export function boxAt({ corner, x, y }: Anchor, shape: BadgeShape, roomyWidth?: number): Box {
  const height = heightOf(shape);
  const width = shape.form === 'roomy' ? (roomyWidth ?? usualWidth * scaleOf(shape.size)) : height;
  return {
    left: isRight(corner) ? x - width : x,
    top: isBottom(corner) ? y - height : y,
    width,
    height,
  };
}

/** The same as a CSS translation of a badge that lies at the origin, however wide it is. */
export function translationTo({ corner, x, y }: Anchor, shape: BadgeShape): string {
  const top = isBottom(corner) ? y - heightOf(shape) : y;
  return isRight(corner) ? `calc(${x}px - 100%) ${top}px` : `${x}px ${top}px`;
}

/** Points that a badge would cover: its two ends, the one nearer to the corner first. */
export function pointsOf(anchor: Anchor, shape: BadgeShape, roomyWidth?: number): [Point, Point] {
  const box = boxAt(anchor, shape, roomyWidth);
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

function clamp(value: number, least: number, most: number): number {
  return Math.max(Math.min(value, most), least);
}

function heightOf({ form, size }: BadgeShape): number {
  return form === 'tiny' ? badgeSizes[size].tinyHeight : badgeSizes[size].height;
}

/** How many medium badges high a badge is. */
function scaleOf(size: BadgeSize): number {
  return badgeSizes[size].height / badgeSizes.medium.height;
}

function isRight(corner: BadgeCorner): boolean {
  return corner === 'topRight' || corner === 'bottomRight';
}

function isBottom(corner: BadgeCorner): boolean {
  return corner === 'bottomLeft' || corner === 'bottomRight';
}
