import { expect, it } from 'vitest';
import { careful, judged, pictureOf } from './fixtures/judgements';
import { countMarks, markOf, sortByAttention } from './picture';

it('rates a score by the zones of the model that gave it', () => {
  expect(markOf(judged('a', 0.2), 'cautious')).toBe('real');
  expect(markOf(judged('a', 0.6), 'cautious')).toBe('unsure');
  expect(markOf(judged('a', 0.6), 'alert')).toBe('fake');
});

it('rates no score of a picture that is too small for its model', () => {
  const picture = { width: 400, height: 99 };
  expect(markOf(judged('a', 0.9, { picture, model: careful }), 'alert')).toBe('tooSmall');
  expect(markOf(judged('a', 0.9, { picture }), 'alert')).toBe('fake');
});

it('gives pictures without a score no verdict', () => {
  expect(markOf({ status: 'failed', code: 'empty' }, 'alert')).toBe('failed');
  expect(markOf({ status: 'checking' }, 'alert')).toBe('checking');
});

it('puts what needs attention first, and leaves the order of what carries the same mark', () => {
  const pictures = [
    pictureOf('1', { status: 'failed', code: 'damaged' }),
    pictureOf('2', judged('a', 0.1)),
    pictureOf('3', judged('b', 0.9)),
    pictureOf('4', judged('c', 0.2)),
    pictureOf('5', judged('d', 0.95)),
  ];
  const sorted = sortByAttention(pictures, 'cautious');
  expect(sorted.map(({ pictureId }) => pictureId)).toEqual(['3', '5', '2', '4', '1']);
});

it('counts what needs attention first and leaves out what is not there', () => {
  const pictures = [
    pictureOf('1', judged('a', 0.1)),
    pictureOf('2', { status: 'checking' }),
    pictureOf('3', judged('b', 0.9)),
    pictureOf('4', judged('c', 0.2)),
  ];
  expect(countMarks(pictures, 'cautious')).toEqual([
    { mark: 'fake', count: 1 },
    { mark: 'real', count: 2 },
    { mark: 'checking', count: 1 },
  ]);
});
