import { describe, expect, it } from 'vitest';
import { glyphs } from './glyphs';
import { markColours } from './mark-colours';

/** WCAG 2 relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(Object.entries(markColours))('the colour of %s', (_, { onLight, onDark }) => {
  it.each(['#ffffff', '#f4f6f7', '#e9edf0'])('can be read on %s', (surface) => {
    expect(contrast(onLight, surface)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['#13171a', '#1c2125', '#262c31'])('can be read on %s', (surface) => {
    expect(contrast(onDark, surface)).toBeGreaterThanOrEqual(4.5);
  });
});

it('gives every mark its own shape', () => {
  expect(new Set(Object.values(glyphs)).size).toBe(Object.keys(markColours).length);
});
