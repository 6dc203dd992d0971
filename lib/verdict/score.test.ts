import { expect, it } from 'vitest';
import type { Labels } from './model';
import { fakeLogitOf, scoreOfLogit } from './score';

const labelled = (names: string[], fake: number[]): Labels => ({ names, fake, isAssumed: false });
const scoreOf = (logits: number[], labels?: Labels) => scoreOfLogit(fakeLogitOf(logits, labels));

it('takes a single logit as it is, unless its label means real', () => {
  expect(fakeLogitOf([1.5], undefined)).toBe(1.5);
  expect(fakeLogitOf([1.5], labelled(['fake'], [0]))).toBe(1.5);
  expect(fakeLogitOf([1.5], labelled(['real'], []))).toBe(-1.5);
});

it('adds up the softmax of the labels that mean fake', () => {
  const two = Math.exp(1) / (Math.exp(1) + Math.exp(3));
  expect(scoreOf([3, 1], labelled(['real', 'fake'], [1]))).toBeCloseTo(two, 12);
  expect(scoreOf([1, 3], labelled(['fake', 'real'], [0]))).toBeCloseTo(two, 12);
  const three = (Math.exp(0.5) + Math.exp(-1)) / (Math.exp(0.5) + Math.exp(-1) + Math.exp(2));
  expect(scoreOf([0.5, 2, -1], labelled(['ai', 'real', 'gan'], [0, 2]))).toBeCloseTo(three, 12);
});

it('stays a number for logits whose exponentials are none', () => {
  const labels = labelled(['real', 'fake'], [1]);
  expect(scoreOf([2000, 1990], labels)).toBeCloseTo(1 / (1 + Math.exp(10)), 12);
  expect(scoreOf([-2000, -1990], labels)).toBeCloseTo(1 / (1 + Math.exp(-10)), 12);
  expect(fakeLogitOf([NaN, 1], labels)).toBeNaN();
});
