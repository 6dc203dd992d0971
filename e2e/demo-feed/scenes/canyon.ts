import { fractalNoise } from '../noise.ts';
import { add, hex, mix, ramp, scale, smoothstep, type Scene } from '../paint.ts';

const rock = ramp(['#3d1414', '#8c2f1b', '#d0602c', '#f09a4e', '#f8c98a', '#a13f24']);
const sky = hex('#9cc9e6');

/** A slot canyon seen from its floor, a strip of sky far above. */
export const canyon: Scene = ({ seed, aspect }) => {
  return (x, y) => {
    const bend = (fractalNoise(y * 2.2, 0.5, seed, 3) - 0.5) * 0.5;
    const middle = aspect * 0.5 + bend;
    const gap = 0.02 + 0.09 * (1 - y) ** 2;
    const side = x - middle;
    const wall = Math.abs(side) - gap;
    const strata = fractalNoise(side * 2.4 + bend, y * 1.5 + wall, seed + 3, 5);
    const lines = Math.sin(strata * 70 + y * 24) * 0.06;
    const daylight = Math.exp(-Math.max(0, wall) * 5) * (1.25 - y);
    const stone = scale(rock(strata * 1.2 - 0.1 + lines), 0.28 + 1.1 * daylight + lines);
    const lit = add(stone, hex('#ffd9a0'), 0.3 * daylight ** 3);
    return mix(
      mix(sky, [1, 1, 1], 0.4 * y),
      lit,
      smoothstep(-0.003, 0.003, wall + 0.02 * (strata - 0.5)),
    );
  };
};
