import { expect, it } from 'vitest';
import { heatColour, heatPixels } from './heat-colour';

const alphasOf = (values: number[]) =>
  [...heatPixels({ values: Float32Array.from(values) })].filter((_, index) => index % 4 === 3);

it('leaves the coldest patch transparent and covers the warmest most', () => {
  expect(alphasOf([0.2, 0.4, 0.3])).toEqual([0, 205, 130]);
});

it('shows nothing where every patch counts the same', () => {
  expect(alphasOf([0.3, 0.3])).toEqual([0, 0]);
});

it('gets more opaque and lighter with every step of warmth', () => {
  const colours = Array.from({ length: 21 }, (_, step) => heatColour(step / 20));
  const alphas = colours.map(([, , , alpha]) => alpha);
  const lightness = colours.map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b);
  expect(alphas).toEqual(alphas.toSorted((a, b) => a - b));
  expect(lightness).toEqual(lightness.toSorted((a, b) => a - b));
});

it('clamps what lies outside of 0 to 1', () => {
  expect(heatColour(-1)).toEqual(heatColour(0));
  expect(heatColour(2)).toEqual(heatColour(1));
});
