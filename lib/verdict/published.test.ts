import { expect, it } from 'vitest';
import { compareWithPublished, matchPublished } from './published';

const fox = { name: 'fox.png', sha256: 'f0', score: 0.25 };
const owl = { name: 'owl.png', sha256: '0e', score: 0.75 };
const published = { source: 'test', pictures: [fox, owl] };

it('finds a published picture by its content, whatever it is called', () => {
  const file = { name: 'copy (2).png', sha256: 'f0' };
  expect(matchPublished(published, [file])).toEqual([{ picture: fox, file, by: 'content' }]);
});

it('prefers the same content to the same name, and says when only the name is the same', () => {
  const decoy = { name: 'fox.png', sha256: 'aa' };
  const file = { name: 'renamed.png', sha256: 'f0' };
  expect(matchPublished(published, [decoy, file])).toEqual([{ picture: fox, file, by: 'content' }]);
  expect(matchPublished(published, [decoy])).toEqual([{ picture: fox, file: decoy, by: 'name' }]);
});

it('keeps the published order, and leaves out what was not published', () => {
  const files = [owl, { name: 'stray.png', sha256: '11' }, fox];
  expect(matchPublished(published, files).map(({ picture }) => picture)).toEqual([fox, owl]);
});

it.each([
  [0.2509, true],
  [0.2491, true],
  [0.2512, false],
  [0.2488, false],
  [NaN, false],
])('holds %d against a published 0.25', (score, isWithin) => {
  const comparison = compareWithPublished({ picture: fox, by: 'content' }, score);
  expect(comparison).toMatchObject({ published: 0.25, isWithin });
});
