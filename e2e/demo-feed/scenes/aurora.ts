import { fractalNoise, hash } from '../noise.ts';
import { add, hex, mix, ramp, smoothstep, type Scene } from '../paint.ts';

const sky = ramp(['#03081a', '#081a33', '#113a4a']);
const green = hex('#4dffb0');
const violet = hex('#9a5bff');
const snow = hex('#b8d6df');

/** Northern lights over a frozen lake that mirrors them. */
export const aurora: Scene = ({ seed }) => {
  const shore = 0.68;
  return (x, y) => {
    const mirrored = y > shore;
    const ripple = mirrored ? (fractalNoise(x * 8, y * 60, seed + 5, 3) - 0.5) * 0.03 : 0;
    const height = mirrored ? shore - (y - shore) * 1.5 : y;
    let colour = add(sky(height), curtain(x + ripple, height, seed), 1);
    const star = hash(Math.floor(x * 500), Math.floor(height * 500), seed);
    if (star > 0.9985 && !mirrored) colour = add(colour, snow, 0.7);
    const trees = shore - 0.03 - 0.07 * fractalNoise(x * 22, 2, seed + 7, 4) ** 2;
    colour = mix(colour, hex('#02060d'), smoothstep(trees, trees + 0.002, height));
    return mirrored
      ? mix(colour, snow, 0.1 + 0.12 * fractalNoise(x * 5, y * 40, seed + 2, 4))
      : colour;
  };
};

function curtain(x: number, y: number, seed: number) {
  let light: readonly [number, number, number] = [0, 0, 0];
  for (let fold = 0; fold < 3; fold++) {
    const foot = 0.5 - fold * 0.09 + 0.16 * (fractalNoise(x * 1.3, fold, seed + fold, 4) - 0.5);
    const rays = fractalNoise(x * 26 + fold * 9, 3, seed + 20 + fold, 3);
    const above = foot - y;
    const glow = above < 0 ? Math.exp(above * 60) : Math.exp(-above * (4 + 9 * rays));
    light = add(light, mix(green, violet, above * 2.6), glow * rays * 0.62);
  }
  return light;
}
