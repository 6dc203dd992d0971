import { fractalNoise, hash } from '../noise.ts';
import { add, clamp, ramp, scale, type Scene } from '../paint.ts';

const pond = ramp(['#0b2030', '#174a5b', '#4b8a8b', '#cfe3d2']);
const drops = 9;

/** Rain on a pond. */
export const ripples: Scene = ({ seed, aspect }) => {
  const centres = Array.from({ length: drops }, (_, index) => ({
    x: hash(index, 1, seed) * aspect,
    y: hash(index, 2, seed),
    reach: 0.15 + 0.4 * hash(index, 3, seed),
  }));
  const heightAt = (x: number, y: number) =>
    centres.reduce(
      (height, { x: cx, y: cy, reach }) => {
        const distance = Math.hypot(x - cx, (y - cy) * 1.7);
        const fade = Math.exp(-(((distance - reach) / 0.11) ** 2));
        return height + Math.sin((distance - reach) * 190) * fade;
      },
      fractalNoise(x * 5, y * 9, seed, 3),
    );
  return (x, y) => {
    const slopeX = heightAt(x + 0.002, y) - heightAt(x - 0.002, y);
    const slopeY = heightAt(x, y + 0.002) - heightAt(x, y - 0.002);
    const reflected = fractalNoise(x * 2 + slopeX, y * 2 + slopeY * 1.4, seed + 5, 4);
    const glint = clamp(-slopeX - slopeY - 0.5) ** 2;
    return add(scale(pond(reflected * 1.1 + (slopeY + slopeX) * 0.22), 0.95), [1, 1, 0.92], glint);
  };
};
