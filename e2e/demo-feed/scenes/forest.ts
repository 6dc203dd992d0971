import { fractalNoise, hash } from '../noise.ts';
import { hex, mix, ramp, smoothstep, type Scene } from '../paint.ts';

const mist = ramp(['#c8d8cf', '#e9efe2', '#bccabb']);
const trunk = hex('#16231f');
const layers = 6;

/** Fir trees in morning mist. */
export const forest: Scene = ({ seed }) => {
  return (x, y) => {
    let colour = mist(y + 0.2 * (fractalNoise(x * 2, y * 4, seed, 4) - 0.5));
    for (let layer = 0; layer < layers; layer++) {
      const depth = layer / (layers - 1);
      const cover = firsAt({ x, y, depth, seed: seed + layer * 17 });
      if (cover === 0) continue;
      const haze = 1 - depth * 0.85 - 0.12 * (1 - y);
      colour = mix(colour, mix(trunk, mist(y), haze), cover);
    }
    return colour;
  };
};

function firsAt({ x, y, depth, seed }: Record<'x' | 'y' | 'depth' | 'seed', number>): number {
  const spacing = 0.05 + depth * 0.1;
  const ground = 0.6 + depth * 0.42 + 0.05 * fractalNoise(x * 3, depth, seed, 4);
  const slot = Math.floor(x / spacing);
  let cover = smoothstep(ground - 0.004, ground + 0.004, y);
  for (const index of [slot - 1, slot, slot + 1]) {
    const centre = (index + 0.5 + (hash(index, 1, seed) - 0.5) * 0.6) * spacing;
    const height = (0.24 + 0.26 * depth) * (0.7 + 0.6 * hash(index, 2, seed));
    const fromTop = (y - (ground - height)) / height;
    if (fromTop < 0) continue;
    const tier = (fromTop * 9 + hash(index, 3, seed)) % 1;
    const needles = fractalNoise(x * 140, y * 140, seed, 2) * 0.3;
    const width = spacing * 0.62 * fromTop * (0.55 + 0.45 * tier + needles);
    cover = Math.max(cover, 1 - smoothstep(width * 0.8, width, Math.abs(x - centre)));
  }
  return cover;
}
