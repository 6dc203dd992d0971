import { fractalNoise, hash } from '../noise.ts';
import { hex, mix, ramp, scale, smoothstep, type Scene } from '../paint.ts';

const panes = ramp(['#0b3c6f', '#1c7c8c', '#e8b44a', '#c8452f', '#7a1f4b', '#2d6b3f']);
const lead = hex('#15120f');
const cells = 7;

/** A stained-glass window with light behind it. */
export const glass: Scene = ({ seed, aspect }) => {
  return (x, y) => {
    const { first, second, id } = nearestPanes(x * cells, y * cells, seed);
    const line = 1 - smoothstep(0.03, 0.055, second - first);
    const glow = 0.55 + 0.75 * Math.exp(-2.2 * Math.hypot(x - aspect / 2, y - 0.4));
    const bubbles = 0.86 + 0.28 * fractalNoise(x * 26, y * 40, seed + Math.floor(id * 90), 4);
    return mix(scale(panes(id), glow * bubbles), lead, line);
  };
};

function nearestPanes(x: number, y: number, seed: number) {
  let [first, second, id] = [9, 9, 0];
  for (let column = Math.floor(x) - 1; column <= Math.floor(x) + 1; column++) {
    for (let row = Math.floor(y) - 1; row <= Math.floor(y) + 1; row++) {
      const centreX = column + hash(column, row, seed);
      const centreY = row + hash(column, row, seed + 1);
      const distance = Math.hypot(x - centreX, y - centreY);
      if (distance < first) [first, second, id] = [distance, first, hash(column, row, seed + 2)];
      else second = Math.min(second, distance);
    }
  }
  return { first, second, id };
}
