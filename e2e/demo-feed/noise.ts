/** Numbers between 0 and 1 that depend on nothing but their arguments. */
export function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x | 0, 374761393) + Math.imul(y | 0, 668265263) + Math.imul(seed, 974634777);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  h = Math.imul(h ^ (h >>> 15), 2246822519);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** Smooth noise with one bump per unit, 0 to 1. */
export function noise(x: number, y: number, seed: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const u = ease(x - column);
  const v = ease(y - row);
  const top = hash(column, row, seed) * (1 - u) + hash(column + 1, row, seed) * u;
  const bottom = hash(column, row + 1, seed) * (1 - u) + hash(column + 1, row + 1, seed) * u;
  return top * (1 - v) + bottom * v;
}

/** Noise over several octaves, each half as strong and twice as fine, 0 to 1. */
export function fractalNoise(x: number, y: number, seed: number, octaves = 5): number {
  let sum = 0;
  let weight = 0.5;
  let frequency = 1;
  for (let octave = 0; octave < octaves; octave++) {
    sum += weight * noise(x * frequency, y * frequency, seed + octave);
    weight /= 2;
    frequency *= 2.03;
  }
  return sum / (1 - 0.5 ** octaves);
}

function ease(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}
