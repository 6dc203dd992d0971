import { describe, expect, it } from 'vitest';
import { reachInto, type Turn } from './turn';

const corners = [-1, 1].flatMap((x) => [-1, 1].map((y) => ({ x, y })));
const turned = (degrees: number, { skew = 0 } = {}): Turn => {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return {
    toRight: { x: 120 * cos, y: 120 * sin },
    toBottom: { x: skew * cos - 80 * sin, y: skew * sin + 80 * cos },
  };
};

/** How far out a point lies in a picture: 1 on its edge. */
function depthOf({ toRight, toBottom }: Turn, { x, y }: { x: number; y: number }): number {
  const area = toRight.x * toBottom.y - toRight.y * toBottom.x;
  const across = (x * toBottom.y - y * toBottom.x) / area;
  const down = (toRight.x * y - toRight.y * x) / area;
  return Math.max(Math.abs(across), Math.abs(down));
}

describe('a square in a picture that lies turned', () => {
  it('goes to the corner where that is straight', () => {
    const way = reachInto(turned(0), { towards: { x: 1, y: -1 }, side: 20 });
    expect(way).toEqual({ x: 110, y: -70 });
  });

  it.each([0, 15, 30, 45, 90, 110, 180, 275, 330])('lies wholly on it at %d degrees', (degrees) => {
    for (const skew of [0, 60]) {
      const turn = turned(degrees, { skew });
      for (const towards of corners) {
        const way = reachInto(turn, { towards, side: 36 });
        const ends = corners.map(({ x, y }) => ({ x: way.x + 18 * x, y: way.y + 18 * y }));
        expect(Math.max(...ends.map((end) => depthOf(turn, end)))).toBeCloseTo(1, 6);
      }
    }
  });

  it.each([0, 30, 45, 90, 135])('has a corner each way at %d degrees', (degrees) => {
    const ways = corners.map((towards) => reachInto(turned(degrees), { towards, side: 36 }));
    expect(new Set(ways.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`)).size).toBe(4);
  });

  it('lies in the middle where there is no room for it', () => {
    const { x, y } = reachInto(turned(30), { towards: { x: -1, y: -1 }, side: 900 });
    expect(Math.hypot(x, y)).toBe(0);
  });
});
