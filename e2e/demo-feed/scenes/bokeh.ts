import { hash } from '../noise.ts';
import { add, hex, ramp, smoothstep, type Colour, type Scene } from '../paint.ts';

const street = ramp(['#0b1020', '#1b1a33', '#3a2238', '#140d18']);
const lamps = ramp(['#ffb347', '#ff6961', '#ffd27f', '#7ec8ff', '#f5f0dc']);
const count = 95;

/** City lights out of focus. */
export const bokeh: Scene = ({ seed, aspect }) => {
  const discs = Array.from({ length: count }, (_, index) => ({
    x: hash(index, 1, seed) * aspect,
    y: 0.5 + (hash(index, 2, seed) + hash(index, 6, seed) - 1) * 0.62,
    radius: 0.018 + 0.07 * hash(index, 3, seed) ** 2,
    colour: lamps(hash(index, 4, seed)),
    strength: 0.12 + 0.4 * hash(index, 5, seed),
  }));
  return (x, y) => {
    let colour: Colour = add(street(y), hex('#ff9d5c'), 0.12 * Math.exp(-((y - 0.5) ** 2) * 30));
    for (const disc of discs) {
      const distance = Math.hypot(x - disc.x, y - disc.y) / disc.radius;
      if (distance > 1) continue;
      const edge = 0.75 + 0.35 * smoothstep(0.7, 0.97, distance);
      colour = add(colour, disc.colour, disc.strength * edge * (1 - smoothstep(0.96, 1, distance)));
    }
    return colour;
  };
};
