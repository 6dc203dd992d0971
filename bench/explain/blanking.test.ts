import { describe, expect, it } from 'vitest';
import { Random } from '../../lib/inference/fixtures/random.ts';
import { blank, choosePatches, rankPatches } from './blanking.ts';

const values = [0.1, 0.4, 0.4, 0.3, 0.2, 0.05, 0.6, 0.01];

describe('the order of patches', () => {
  it('goes from the greatest value to the least, and keeps equal ones as they come', () => {
    expect(rankPatches(values)).toEqual([6, 1, 2, 3, 4, 0, 5, 7]);
  });

  it.each([
    ['highest', [6, 1]],
    ['lowest', [5, 7]],
  ] as const)('gives the %s their share', (manner, expected) => {
    const options = { manner, share: 0.25, random: new Random(1) };
    expect(choosePatches(rankPatches(values), options)).toEqual(expected);
  });

  it('draws as many at random, none twice, others every time', () => {
    const random = new Random(1);
    const draws = Array.from({ length: 40 }, () =>
      choosePatches(rankPatches(values), { manner: 'random', share: 0.5, random }),
    );
    expect(draws.every((draw) => new Set(draw).size === 4)).toBe(true);
    expect(new Set(draws.flat()).size).toBe(8);
    expect(new Set(draws.map((draw) => draw.toSorted().join())).size).toBeGreaterThan(10);
  });
});

describe('blanking', () => {
  // 4 × 4 pixels in 2 × 2 patches; every pixel is its place, in all three colours.
  const rgb = Uint8Array.from({ length: 48 }, (_, at) => Math.floor(at / 3) * 10);
  const greyOf = (pixels: Uint8Array) => Array.from({ length: 16 }, (_, at) => pixels[at * 3]);

  it('paints whole patches in the mean colour, and nothing else', () => {
    const { rgb: blanked } = blank({ side: 4, rgb }, [1, 2], 2);
    const mean = 75;
    expect(greyOf(blanked)).toEqual([
      ...[0, 10, mean, mean],
      ...[40, 50, mean, mean],
      ...[mean, mean, 100, 110],
      ...[mean, mean, 140, 150],
    ]);
  });

  it('leaves the square that it was given as it was', () => {
    const before = rgb.slice();
    blank({ side: 4, rgb }, [0, 1, 2, 3], 2);
    expect(rgb).toEqual(before);
  });

  it('takes the mean of each colour', () => {
    const red = Uint8Array.of(200, 0, 0, 100, 0, 50, 200, 0, 0, 100, 0, 50);
    expect([...blank({ side: 2, rgb: red }, [0], 2).rgb.slice(0, 3)]).toEqual([150, 0, 25]);
  });
});
