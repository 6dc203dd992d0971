import { fractalNoise } from '../noise.ts';
import { ramp, scale, type Scene } from '../paint.ts';

const sheets = ramp(['#123047', '#1d5c74', '#49969a', '#a8cdb0', '#f0e3bd', '#e8a76a', '#c65b45']);
const count = 13;

/** A relief of cut paper, every sheet casting its shadow on the one below. */
export const contours: Scene = ({ seed }) => {
  const levelAt = (x: number, y: number) =>
    Math.floor((fractalNoise(x * 1.7, y * 1.7, seed, 4) - 0.2) * 1.7 * count);
  return (x, y) => {
    const level = levelAt(x, y);
    let shadow = 0;
    for (let step = 1; step <= 6; step++) {
      if (levelAt(x - step * 0.0028, y - step * 0.0036) > level) shadow += 0.07;
    }
    const paper = 0.97 + 0.06 * fractalNoise(x * 180, y * 180, seed + 4, 2);
    return scale(sheets(level / count), (1 - shadow) * paper);
  };
};
