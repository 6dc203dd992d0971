import { expect, it } from 'vitest';
import { colourHeat } from './heat-overlay';

const colour = (values: number[]) => [
  ...colourHeat({ columns: values.length, rows: 1, values: new Float32Array(values) }),
];

it('is clear where the model looked least and strongest where it looked most', () => {
  const alphas = colour([0.1, 0.2, 0.3]).filter((_, index) => index % 4 === 3);
  expect(alphas[0]).toBe(0);
  expect(alphas[1]).toBeGreaterThan(0);
  expect(alphas[2]).toBe(205);
  expect(alphas[2]).toBeGreaterThan(Number(alphas[1]));
});

it('shows nothing where the model looked everywhere alike', () => {
  expect(colour([0.5, 0.5]).filter((_, index) => index % 4 === 3)).toEqual([0, 0]);
});
