import { fractalNoise } from '../noise.ts';
import { add, hex, mix, ramp, smoothstep, type Scene } from '../paint.ts';

const sky = ramp(['#2b4a78', '#6f8fb4', '#f3c9a5', '#fbe6c8']);
const near = hex('#101b2a');
const fog = hex('#d9cdc2');
const sun = hex('#ffe2ab');
const layers = 7;

/** Ridges behind ridges, the valleys between them full of fog. */
export const mountains: Scene = ({ seed, aspect }) => {
  const sunX = aspect * 0.68;
  return (x, y) => {
    const halo = Math.exp(-9 * Math.hypot(x - sunX, y - 0.34));
    let colour = add(sky(y * 1.5), sun, halo * 0.8);
    for (let layer = 0; layer < layers; layer++) {
      const depth = layer / (layers - 1);
      const ridge = ridgeHeight(x, depth, seed + layer * 31);
      const inside = smoothstep(ridge - 0.0015, ridge + 0.0015, y);
      if (inside === 0) continue;
      const haze =
        (1 - depth) * 0.75 + 0.35 * smoothstep(ridge, ridge + 0.2, y) * (1 - depth * 0.6);
      colour = mix(colour, mix(near, fog, haze), inside);
    }
    return colour;
  };
};

function ridgeHeight(x: number, depth: number, seed: number): number {
  const wide = fractalNoise(x * (1.6 + depth * 1.5), 0.5, seed, 7);
  return 0.3 + depth * 0.55 - (wide - 0.35) * (0.5 - depth * 0.22);
}
