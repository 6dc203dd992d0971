import { fractalNoise, hash } from '../noise.ts';
import { add, ramp, scale, type Scene } from '../paint.ts';

const warp = ramp(['#2f3e5c', '#3f5a7d', '#c9b28a', '#33415f']);
const weft = ramp(['#8b3a3a', '#b8614a', '#dcc7a1', '#7a3340']);
const threads = 46;

/** Two colours of wool, woven in twill, seen close. */
export const weave: Scene = ({ seed }) => {
  return (x, y) => {
    const sway = (fractalNoise(x * 3, y * 3, seed, 3) - 0.5) * 0.012;
    const u = (x + sway) * threads;
    const v = (y - sway) * threads;
    const column = Math.floor(u);
    const row = Math.floor(v);
    const warpOnTop = (((column + row) % 4) + 4) % 4 < 2;
    const across = warpOnTop ? u - column - 0.5 : v - row - 0.5;
    const along = warpOnTop ? v : u;
    const index = warpOnTop ? column : row;
    const colour = (warpOnTop ? warp : weft)(hash(Math.floor(index / 3), 5, seed));
    const round = Math.sqrt(Math.max(0, 1 - (across * 1.9) ** 2));
    const twist = Math.sin((along * 2.2 + across * 2) * Math.PI * 2) * 0.09;
    const fuzz = fractalNoise(u * 5, v * 5, seed + 2, 3) - 0.5;
    return add(scale(colour, 0.25 + 0.75 * round + twist), [1, 0.95, 0.85], fuzz * 0.16);
  };
};
