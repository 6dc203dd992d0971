import { describe, expect, it } from 'vitest';
import { estimateMean, measureMovement, type BlankedPicture } from './movement.ts';

const picture = (whole: number, highest: number, random: number[], lowest: number) =>
  ({
    whole,
    blanked: [{ share: 0.25, figures: { highest: [highest], random, lowest: [lowest] } }],
  }) satisfies BlankedPicture;

describe('the movement', () => {
  const pictures = [picture(0.5, 0.9, [0.6, 0.4], 0.5), picture(0.8, 0.2, [0.7, 0.5], 0.9)];
  const measured = measureMovement(pictures, 0.25);

  it('is the mean over pictures, whichever way each goes', () => {
    expect(measured.highest).toBeCloseTo((0.4 + 0.6) / 2);
    expect(measured.random).toBeCloseTo((0.1 + 0.2) / 2);
    expect(measured.lowest).toBeCloseTo((0 + 0.1) / 2);
  });

  it('is compared picture by picture', () => {
    expect(measured.moreThanRandom.value).toBeCloseTo((0.3 + 0.4) / 2);
    expect(measured.moreThanLowest.value).toBeCloseTo((0.4 + 0.5) / 2);
    expect(measured.moreThanRandom.low).toBeCloseTo(0.3);
    expect(measured.moreThanRandom.high).toBeCloseTo(0.4);
  });

  it('is not made up for a share that was not blanked', () => {
    expect(() => measureMovement(pictures, 0.5)).toThrow('share of 0.5');
  });
});

describe('the interval of a mean', () => {
  it('has no width where all are alike', () => {
    expect(estimateMean([0.25, 0.25, 0.25])).toEqual({ value: 0.25, low: 0.25, high: 0.25 });
  });

  it('is what theory says of many numbers, and the same every time', () => {
    // 0 to 99: standard deviation 28.87, so the mean of 100 has a standard error of 2.887.
    const numbers = Array.from({ length: 100 }, (_, at) => at);
    const { value, low, high } = estimateMean(numbers);
    expect(value).toBe(49.5);
    expect(Math.abs(low - (49.5 - 1.96 * 2.887))).toBeLessThan(0.5);
    expect(Math.abs(high - (49.5 + 1.96 * 2.887))).toBeLessThan(0.5);
    expect(estimateMean(numbers)).toEqual({ value, low, high });
  });

  it('lies on both sides of nothing where there is nothing', () => {
    const { low, high } = estimateMean([-0.3, 0.2, 0.1, -0.1, 0.25, -0.2]);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });
});
