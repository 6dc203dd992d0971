import { expect, it } from 'vitest';
import { placeCard } from './card-placement';

const viewport = { width: 1000, height: 700 };
const card = { width: 296, height: 340 };

function place(left: number, top: number, width: number) {
  const badge = { left: left + 8, top: top + 8, width: 60, height: 24 };
  const placed = placeCard({
    badge,
    picture: { left, top, width, height: 300 },
    card,
    viewport,
  });
  return { ...placed, badge };
}

it('goes left of the picture where there is room', () => {
  expect(place(400, 100, 500)).toMatchObject({ left: 96, top: 108 });
});

it('goes right of a narrow picture at the left edge', () => {
  expect(place(10, 100, 300)).toMatchObject({ left: 318, top: 108 });
});

it('goes below the badge of a wide picture', () => {
  expect(place(10, 100, 900)).toMatchObject({ left: 18, top: 140 });
});

it('goes above the badge at the bottom', () => {
  expect(place(10, 500, 900)).toMatchObject({ top: 160 });
});

it.each([
  [0, 0, 1000],
  [950, 0, 50],
  [0, 650, 1000],
  [600, 300, 400],
])('stays in the viewport and off its badge at %d, %d', (x, y, width) => {
  const { left, top, badge } = place(x, y, width);
  expect(left).toBeGreaterThanOrEqual(8);
  expect(left + card.width).toBeLessThanOrEqual(viewport.width - 8);
  expect(top).toBeGreaterThanOrEqual(8);
  expect(top + card.height).toBeLessThanOrEqual(viewport.height - 8);
  const isApart =
    left >= badge.left + badge.width ||
    left + card.width <= badge.left ||
    top >= badge.top + badge.height ||
    top + card.height <= badge.top;
  expect(isApart).toBe(true);
});
