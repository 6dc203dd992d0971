import { describe, expect, it } from 'vitest';
import { contrast } from './fixtures/contrast';
import { glyphs } from './glyphs';
import { markColours } from './mark-colours';

describe.each(Object.entries(markColours))('the colour of %s', (_, { onLight, onDark }) => {
  it.each(['#ffffff', '#f4f6f7', '#e9edf0', '#e2f1f2'])('can be read on %s', (surface) => {
    expect(contrast(onLight, surface)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['#13171a', '#1c2125', '#262c31', '#16343a'])('can be read on %s', (surface) => {
    expect(contrast(onDark, surface)).toBeGreaterThanOrEqual(4.5);
  });
});

it('gives every mark its own shape', () => {
  expect(new Set(Object.values(glyphs)).size).toBe(Object.keys(markColours).length);
});
