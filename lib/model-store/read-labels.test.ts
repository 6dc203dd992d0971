import { expect, it } from 'vitest';
import { readLabels } from './read-labels';

const labelled = (...names: string[]) => ({ id2label: Object.fromEntries(names.entries()) });

it.each([
  [['real', 'fake'], [1]],
  [['artificial', 'human'], [0]],
  [['Real', 'Fake'], [1]],
  [['AI-generated', 'Authentic photo'], [0]],
  [['AIGenerated', 'RealImage'], [0]],
  [
    ['REAL', 'sdxl', 'Midjourney', 'DALL-E 3'],
    [1, 2, 3],
  ],
  [
    ['AI', 'Deepfake', 'Real'],
    [0, 1],
  ],
  [['Realism', 'Deepfake'], [1]],
  [['nature', 'synthetic image'], [1]],
])('reads from %j that %j mean fake', (names, fake) => {
  expect(readLabels(labelled(...names))).toEqual({ names, fake, isAssumed: false });
});

it.each([
  ['cats and dogs', ['cat', 'dog']],
  ['words that only contain such a word', ['aircraft', 'realty']],
  ['labels without names', ['LABEL_0', 'LABEL_1']],
  ['a label between the two', ['real', 'fake', 'screenshot']],
  ['two labels that mean the same', ['fake', 'ai']],
  ['a label that says both', ['real', 'real fake']],
  ['a negation', ['fake', 'not fake']],
  ['a single label that means something else', ['cat']],
  ['a single label that is denied', ['not real']],
])('refuses %s', (_, names) => {
  expect(() => readLabels(labelled(...names))).toThrow(
    expect.objectContaining({ code: 'notDetector', subject: names.join(', ') }),
  );
});

it('names no more labels than a person reads', () => {
  const labels = labelled(...Array.from({ length: 1000 }, (_, i) => `breed ${i}`));
  expect(() => readLabels(labels)).toThrow(
    expect.objectContaining({
      subject: 'breed 0, breed 1, breed 2, breed 3, breed 4, breed 5, …',
    }),
  );
});

it('takes a single label without a name as fake, and says that this is assumed', () => {
  const assumed = { names: ['LABEL_0'], fake: [0], isAssumed: true };
  expect(readLabels(labelled('LABEL_0'))).toEqual(assumed);
  expect(readLabels({ num_labels: 1 })).toEqual(assumed);
});

it.each([
  ['fake', [0]],
  ['real', []],
])('reads a single label called %s', (name, fake) => {
  expect(readLabels(labelled(name))).toEqual({ names: [name], fake, isAssumed: false });
});

it.each([{}, null, 'text', { id2label: { 1: 'real', 2: 'fake' } }])(
  'refuses a config without labels: %j',
  (config) => {
    expect(() => readLabels(config)).toThrow(expect.objectContaining({ code: 'notDetector' }));
  },
);
