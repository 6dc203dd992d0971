import { expect, it } from 'vitest';
import { contrast, namedColours } from '../../verdict/fixtures/contrast';
import { markColours } from '../../verdict/mark-colours';
import { theme } from './theme';

const colours = namedColours(theme);
const both = (name: string) => {
  const colour = colours.get(name);
  if (!colour) throw new Error(`Expected the colour ${name}`);
  return [colour.onLight, colour.onDark];
};

const [surfaceOnLight = '', surfaceOnDark = ''] = both('surface');

it.each(['ink', 'muted', 'focus'])('shows words in %s that can be read on a card', (name) => {
  const [onLight = '', onDark = ''] = both(name);
  expect(contrast(onLight, surfaceOnLight)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(onDark, surfaceOnDark)).toBeGreaterThanOrEqual(4.5);
});

it('shows a word that can be read on the badge of a fake', () => {
  const [onLight = '', onDark = ''] = both('on-fake');
  expect(contrast(onLight, markColours.fake.onLight)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(onDark, markColours.fake.onDark)).toBeGreaterThanOrEqual(4.5);
});

it('shows every other mark so that it is seen on its badge', () => {
  for (const { onLight, onDark } of Object.values(markColours)) {
    expect(contrast(onLight, surfaceOnLight)).toBeGreaterThanOrEqual(3);
    expect(contrast(onDark, surfaceOnDark)).toBeGreaterThanOrEqual(3);
  }
});
