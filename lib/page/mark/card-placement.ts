import type { Box, Size } from '../geometry/heat-placement';

const gap = 8;
const margin = 8;
/** Beside a wider picture the card would be too far from its badge. */
const widestToPassOver = 480;

/** What a card has to be placed by, all in viewport coordinates. */
export interface CardSurroundings {
  badge: Box;
  /** The picture's visible part: best left free, because the heat lies there. */
  picture: Box;
  card: Size;
  viewport: Size;
}

/**
 * Where a card goes: inside the viewport and never over its badge; beside the picture where there is room, else next to
 * the badge. Where nothing fits whole, the side with the most room, pushed back into the viewport.
 */
export function placeCard({ badge, picture, card, viewport }: CardSurroundings): {
  left: number;
  top: number;
} {
  const clampX = (x: number) => clamp(x, viewport.width - card.width);
  const clampY = (y: number) => clamp(y, viewport.height - card.height);
  const below = { left: clampX(badge.left), top: badge.top + badge.height + gap };
  const above = { left: clampX(badge.left), top: badge.top - gap - card.height };
  const after = { left: badge.left + badge.width + gap, top: clampY(badge.top) };
  const candidates = [
    { left: picture.left - gap - card.width, top: clampY(badge.top) },
    ...(picture.width <= widestToPassOver
      ? [{ left: picture.left + picture.width + gap, top: clampY(badge.top) }]
      : []),
    below,
    above,
    after,
    { left: badge.left - gap - card.width, top: clampY(badge.top) },
  ];
  const fitting = candidates.find((place) => fits({ ...place, ...card }, viewport));
  if (fitting) return fitting;
  const hasRoomBelow = badge.top + badge.height / 2 < viewport.height / 2;
  return hasRoomBelow ? below : above;
}

function fits({ left, top, width, height }: Box, viewport: Size): boolean {
  return (
    left >= margin &&
    top >= margin &&
    left + width <= viewport.width - margin &&
    top + height <= viewport.height - margin
  );
}

function clamp(value: number, most: number): number {
  return Math.max(margin, Math.min(value, most - margin));
}
