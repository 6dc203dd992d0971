import { fractalNoise, hash } from '../noise.ts';
import {
  add,
  clamp,
  hex,
  mix,
  ramp,
  scale,
  smoothstep,
  type Colour,
  type Scene,
} from '../paint.ts';

const sky = ramp(['#050816', '#0a1430', '#1a2b52', '#35506f']);
const dust = hex('#8f86b8');
const core = hex('#ffdcb8');
const ground = hex('#04060c');

/** The Milky Way over a dark hill. */
export const nightSky: Scene = ({ seed, aspect }) => {
  return (x, y) => {
    const across = (x / aspect - 0.5) * 0.8 + (y - 0.42);
    const clouds = fractalNoise(x * 4, y * 4, seed, 6);
    const band = Math.exp(-((across + (clouds - 0.5) * 0.3) ** 2) * 28);
    const lanes = smoothstep(0.45, 0.7, fractalNoise(x * 6 + 3, y * 6, seed + 4, 6));
    let colour = add(sky(y), mix(dust, core, band), band * (0.55 - lanes * 0.45) * clouds);
    colour = add(colour, starsAt(x, y, seed, 0.4 + band));
    const hill = 0.86 + 0.1 * (fractalNoise(x * 2, 1, seed + 8, 6) - 0.5);
    return mix(colour, ground, smoothstep(hill - 0.001, hill + 0.001, y));
  };
};

function starsAt(x: number, y: number, seed: number, density: number): Colour {
  let light = 0;
  for (const cells of [40, 90, 160]) {
    const column = Math.floor(x * cells);
    const row = Math.floor(y * cells);
    if (hash(column, row, seed + cells) > 0.35 * density) continue;
    const centreX = (column + 0.2 + 0.6 * hash(column, row, seed + 1)) / cells;
    const centreY = (row + 0.2 + 0.6 * hash(column, row, seed + 2)) / cells;
    const brightness = hash(column, row, seed + 3) ** 3;
    light += brightness * Math.exp(-(((x - centreX) ** 2 + (y - centreY) ** 2) * 2.5e6) / 3);
  }
  return scale([1, 0.96, 0.9], clamp(light * 1.6));
}
