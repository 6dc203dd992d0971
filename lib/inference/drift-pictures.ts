/** Of how many pictures the drift is measured. */
export const driftPictureCount = 32;

/** From fog to sand: how much of a picture lies in its finest details. */
const persistences = [0.45, 0.6, 0.75, 0.9];

/** Waves of so many cells across the picture, each grid twice as fine as the one before. */
const octaves = [3, 6, 12, 24, 48, 96, 192];

/**
 * Pictures that ship with us by being computed, the same for everybody: coloured noise with the spectrum of photographs,
 * some with hard edges, a flat part, or the checkerboard that upsampling leaves. Pixel values of about -2 to 2, as the
 * network takes them: [3, size, size].
 */
export function createDriftPicture(position: number, size: number): Float32Array {
  const random = createRandom(position + 1);
  const picture = new Float32Array(3 * size ** 2);
  paintNoise(picture, { size, random, persistence: persistences[position % 4] ?? 1 });
  normalise(picture);
  if (position % 2 === 1) paintShapes(picture, { size, random });
  if (position % 3 === 2) paintCheckerboard(picture, { size, random });
  return picture;
}

type Random = () => number;

interface Brush {
  size: number;
  /** The next number of 0 to 1. */
  random: Random;
}

/** All channels share most of their light, as those of photographs do. */
function paintNoise(
  picture: Float32Array,
  { size, random, persistence }: Brush & { persistence: number },
): void {
  octaves.forEach((cells, octave) => {
    for (let channel = 0; channel < 3; channel += 1) {
      const weight = persistence ** octave * (channel === 0 ? 1 : 0.35);
      const grid = Float32Array.from({ length: (cells + 2) ** 2 }, () => random() - 0.5);
      addGrid(picture, {
        size,
        grid,
        cells,
        weight,
        channels: channel === 0 ? [0, 1, 2] : [channel],
      });
    }
  });
}

interface Grid {
  size: number;
  grid: Float32Array;
  cells: number;
  weight: number;
  channels: number[];
}

/** Bilinear between the points of the grid. */
function addGrid(picture: Float32Array, { size, grid, cells, weight, channels }: Grid): void {
  const stride = cells + 2;
  for (let i = 0; i < size ** 2; i += 1) {
    const x = ((i % size) * cells) / size;
    const y = (Math.floor(i / size) * cells) / size;
    const corner = Math.floor(y) * stride + Math.floor(x);
    const [right, down] = [x % 1, y % 1];
    const top = mix(at(grid, corner), at(grid, corner + 1), right);
    const bottom = mix(at(grid, corner + stride), at(grid, corner + stride + 1), right);
    const value = weight * mix(top, bottom, down);
    for (const channel of channels) add(picture, channel * size ** 2 + i, value);
  }
}

/** Ellipses of one colour. */
function paintShapes(picture: Float32Array, { size, random }: Brush): void {
  for (let shape = 0; shape < 6; shape += 1) {
    const [centreX, centreY] = [random() * size, random() * size];
    const [radiusX, radiusY] = [(0.03 + random() / 5) * size, (0.03 + random() / 5) * size];
    const colour = [random() * 4 - 2, random() * 4 - 2, random() * 4 - 2];
    for (let i = 0; i < size ** 2; i += 1) {
      const x = ((i % size) - centreX) / radiusX;
      const y = (Math.floor(i / size) - centreY) / radiusY;
      if (x * x + y * y > 1) continue;
      colour.forEach((value, channel) => (picture[channel * size ** 2 + i] = value));
    }
  }
}

function paintCheckerboard(picture: Float32Array, { size, random }: Brush): void {
  const depth = 0.05 + random() / 4;
  picture.forEach((value, i) => {
    const isDark = ((i % size) + Math.floor(i / size)) % 2 === 0;
    picture[i] = value + (isDark ? -depth : depth);
  });
}

/** Mean 0 and deviation 1, within what a picture can be. */
function normalise(picture: Float32Array): void {
  const mean = picture.reduce((sum, value) => sum + value, 0) / picture.length;
  const variance = picture.reduce((sum, value) => sum + (value - mean) ** 2, 0) / picture.length;
  picture.forEach((value, i) => {
    picture[i] = Math.max(-2, Math.min(2, (value - mean) / Math.sqrt(variance)));
  });
}

function createRandom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}

function at(values: Float32Array, position: number): number {
  return values[position] ?? 0;
}

function add(values: Float32Array, position: number, value: number): void {
  values[position] = at(values, position) + value;
}
