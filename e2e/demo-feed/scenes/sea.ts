import { fractalNoise } from '../noise.ts';
import { add, hex, mix, ramp, smoothstep, type Scene } from '../paint.ts';

const sky = ramp(['#274b74', '#6d93b5', '#f1cfa8', '#ffe7bd']);
const water = ramp(['#c9b79b', '#4f7f93', '#17405c', '#0a2238']);
const glitter = hex('#fff1cf');
const horizon = 0.42;

/** A calm sea under a low sun, with a path of glitter. */
export const sea: Scene = ({ seed, aspect }) => {
  const sunX = aspect * 0.42;
  return (x, y) => {
    if (y < horizon) return skyAt(x, y, sunX, seed);
    const depth = (y - horizon) / (1 - horizon);
    const far = 0.035 / (depth + 0.025);
    const wave = fractalNoise((x - sunX) * 3 * (1 + far * 6), far * 120 + depth * 6, seed, 5);
    const swell = fractalNoise(x * 1.5 * (1 + far), far * 24, seed + 3, 3);
    const path = Math.exp(-(((x - sunX) / (0.05 + depth * 0.35)) ** 2));
    const sparkle = smoothstep(0.52, 0.64, wave) * path;
    const base = water(depth * 0.9 + (swell - 0.5) * 0.7 + (wave - 0.5) * 0.5);
    return add(base, glitter, sparkle * 0.9 + path * 0.12);
  };
};

function skyAt(x: number, y: number, sunX: number, seed: number) {
  const clouds = smoothstep(0.5, 0.75, fractalNoise(x * 2, y * 9, seed + 8, 6));
  const distance = Math.hypot(x - sunX, y - 0.32);
  const lit = add(sky(y / horizon), glitter, Math.exp(-distance * 7) * 0.7);
  const disc = 1 - smoothstep(0.038, 0.04, distance);
  return mix(mix(lit, hex('#d9a58f'), clouds * 0.55), glitter, disc);
}
