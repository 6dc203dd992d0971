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

const bands = ramp(['#7a5230', '#d9b48a', '#f2e2c4', '#b98356', '#e8cfa4', '#8a6243']);
const space = hex('#05070f');
const radius = 0.3;

/** A banded planet with a ring, lit from the left. */
export const planet: Scene = ({ seed, aspect }) => {
  return (x, y) => {
    const dx = x - aspect * 0.52;
    const dy = y - 0.52;
    const tilted = { along: dx * 0.94 + dy * 0.34, across: dy * 0.94 - dx * 0.34 };
    const ring = ringAt(tilted.along, tilted.across, seed);
    const ball = ballAt(dx, dy, seed);
    const behind = mix(starField(x, y, seed), ring.colour, ring.opacity);
    const body = mix(behind, ball.colour, ball.opacity);
    return tilted.across > 0 ? mix(body, ring.colour, ring.opacity) : body;
  };
};

function starField(x: number, y: number, seed: number): Colour {
  const star = hash(Math.floor(x * 420), Math.floor(y * 420), seed + 3);
  const nebula = fractalNoise(x * 2, y * 2, seed + 6, 5);
  const base = add(space, hex('#28406b'), (nebula - 0.4) * 0.5);
  return star > 0.997 ? add(base, [1, 1, 1], (star - 0.997) * 260) : base;
}

function ballAt(dx: number, dy: number, seed: number) {
  const distance = Math.hypot(dx, dy) / radius;
  const depth = Math.sqrt(Math.max(0, 1 - distance ** 2));
  const latitude = (dy * 0.94 - dx * 0.34) / radius;
  const storms = fractalNoise(dx * 5 + 9, latitude * 7, seed, 5) - 0.5;
  const light = clamp(0.04 + (-dx * 2.1 - dy * 0.8 + depth * radius * 1.6) * 1.7);
  const opacity = 1 - smoothstep(0.995, 1.003, distance);
  return { colour: scale(bands(0.5 + latitude * 0.5 + storms * 0.3), light), opacity };
}

function ringAt(along: number, across: number, seed: number) {
  const distance = Math.hypot(along, across * 4.2);
  const grooves = fractalNoise(distance * 60, 1, seed + 9, 3);
  const inside = smoothstep(0.39, 0.4, distance) * (1 - smoothstep(0.6, 0.62, distance));
  return {
    colour: mix(hex('#b99f7a'), hex('#efe0c2'), grooves),
    opacity: inside * (0.25 + grooves * 0.7),
  };
}
