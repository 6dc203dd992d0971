import { fractalNoise } from '../noise.ts';
import { ramp, scale, type Scene } from '../paint.ts';

const inks = ramp(['#0f2b3c', '#1f6f78', '#7fc8a9', '#f4e8c1', '#ee8959', '#a8324a']);

/** Combed lines that follow a turning wind. */
export const flowField: Scene = ({ seed }) => {
  return (x, y) => {
    const bendX = fractalNoise(x * 1.4, y * 1.4, seed, 3);
    const bendY = fractalNoise(x * 1.4 + 7, y * 1.4 + 2, seed + 3, 3);
    const stream = fractalNoise(x * 1.2 + bendX * 3, y * 1.2 + bendY * 3, seed + 6, 4);
    const comb = Math.sin(stream * 190 + bendX * 12);
    const thread = fractalNoise(stream * 260, bendY * 7, seed + 9, 2);
    return scale(inks((stream - 0.2) * 1.65), 0.82 + 0.14 * comb + 0.16 * (thread - 0.5));
  };
};
