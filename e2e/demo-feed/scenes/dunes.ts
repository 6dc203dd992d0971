import { fractalNoise, noise } from '../noise.ts';
import { add, hex, mix, ramp, scale, smoothstep, type Scene } from '../paint.ts';

const sky = ramp(['#35285a', '#7b4a7d', '#d9786a', '#f8b878', '#ffe0a3']);
const lit = hex('#eaa35c');
const shadow = hex('#4d2a3d');
const layers = 5;

/** Dunes at dusk, wind ripples on their lit side. */
export const dunes: Scene = ({ seed }) => {
  return (x, y) => {
    let colour = sky(y * 1.9);
    for (let layer = 0; layer < layers; layer++) {
      const depth = layer / (layers - 1);
      const crest = 0.46 + depth * 0.42 + 0.16 * (noise(x * (2.2 - depth), layer, seed) - 0.5);
      const inside = smoothstep(crest - 0.001, crest + 0.001, y);
      if (inside > 0) colour = mix(colour, sand({ x, below: y - crest, depth, seed }), inside);
    }
    return colour;
  };
};

function sand({ x, below, depth, seed }: Record<'x' | 'below' | 'depth' | 'seed', number>) {
  const sweep = x * 2.4 + below * 3 + fractalNoise(x * 1.5, below * 3, seed + 9, 3) * 2;
  const face = smoothstep(0.35, 0.65, 0.5 + 0.5 * Math.sin(sweep + depth * 4));
  const bend = fractalNoise(x * 4, below * 9, seed + 5, 3) * 14;
  const ripples = Math.sin(below * (500 - depth * 260) + bend * 3) * 0.05 * depth;
  const grain = fractalNoise(x * 240, below * 240, seed + 7, 2) * 0.07;
  const base = mix(shadow, lit, face * (0.9 - below) + 0.1);
  return add(scale(base, 0.95 + ripples + grain), hex('#f2a27e'), 0.35 * (1 - depth));
}
