import { hash } from '../noise.ts';
import { ramp, scale, type Scene } from '../paint.ts';

const palette = ramp(['#06122b', '#0c4a6e', '#2dd4bf', '#fef3c7', '#fb923c', '#7c2d12', '#1c0a12']);
const steps = 110;

/** A Julia set, coloured by how fast its points escape. */
export const julia: Scene = ({ seed, aspect }) => {
  const angle = 2.02 + hash(1, 1, seed) * 0.12;
  const [realPart, imaginaryPart] = [0.7885 * Math.cos(angle), 0.7885 * Math.sin(angle)];
  return (x, y) => {
    let re = (x - aspect / 2) * 2.1;
    let im = (y - 0.5) * 2.1;
    let trap = 9;
    for (let step = 0; step < steps; step++) {
      [re, im] = [re * re - im * im + realPart, 2 * re * im + imaginaryPart];
      trap = Math.min(trap, Math.abs(re + im * 0.6));
      const size = re * re + im * im;
      if (size < 64) continue;
      const smooth = step + 1 - Math.log2(Math.log2(size) / 2);
      return scale(palette(Math.sqrt(smooth / 60)), 0.75 + 0.5 * Math.min(0.5, trap));
    }
    return scale(palette(0.35 + trap), 0.5);
  };
};
