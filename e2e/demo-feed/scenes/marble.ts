import { fractalNoise } from '../noise.ts';
import { mix, hex, ramp, smoothstep, type Scene } from '../paint.ts';

const stone = ramp(['#0e2f2b', '#1d5b4f', '#4f9a83', '#cfe6d6', '#f6f1e3']);
const vein = hex('#c79a3b');

/** Polished green stone with veins of gold. */
export const marble: Scene = ({ seed }) => {
  return (x, y) => {
    const bendX = fractalNoise(x * 1.8, y * 1.8, seed, 5);
    const bendY = fractalNoise(x * 1.8 + 5, y * 1.8 + 1, seed + 2, 5);
    const body = fractalNoise(x * 1.5 + bendX * 2.8, y * 1.5 + bendY * 2.8, seed + 4, 6);
    const crack = Math.abs(fractalNoise(x * 1.3 + bendY * 1.6, y * 1.3 + bendX, seed + 8, 6) - 0.5);
    const gold = 1 - smoothstep(0.002, 0.009, crack);
    return mix(stone((body - 0.22) * 1.7), vein, gold * (0.4 + body));
  };
};
