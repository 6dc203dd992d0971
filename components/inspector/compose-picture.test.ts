import { expect, it } from 'vitest';
import { breakLines } from './compose-picture';

const upTo = (most: number) => (line: string) => line.length <= most;

it('breaks between words, where a line would not fit', () => {
  expect(breakLines('Warm: where the model looked', upTo(12))).toEqual([
    'Warm: where',
    'the model',
    'looked',
  ]);
});

it('leaves a text whole that fits', () => {
  expect(breakLines('Fake, score 0.912', upTo(40))).toEqual(['Fake, score 0.912']);
});

it('does not lose a word that is longer than a line', () => {
  expect(breakLines('a extraordinarily long', upTo(6)).join(' ')).toBe('a extraordinarily long');
});

it('breaks languages without spaces too', () => {
  const lines = breakLines('温かい色はモデルが見た場所です', upTo(8));
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.join('')).toBe('温かい色はモデルが見た場所です');
});
