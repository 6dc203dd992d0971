import { expect, it } from 'vitest';
import { nextRung, rungs, type RefusedRung, type Rung } from './rungs';

const refuse = (...refused: Rung[]): RefusedRung[] =>
  refused.map((rung) => ({ rung, reason: 'sessionFailed' }));

it('starts on the best rung', () => {
  expect(nextRung([])).toBe('webgpu-fp16');
});

it.each([
  [['webgpu-fp16'], 'webgpu'],
  [['webgpu-fp16', 'webgpu'], 'wasm'],
  [['webgpu-fp16', 'webgpu', 'wasm'], 'wasm-one-thread'],
  [[...rungs], undefined],
] as const)('after %j goes to %s', (refused, next) => {
  expect(nextRung(refuse(...refused))).toBe(next);
});

it('goes around a rung that is refused further down', () => {
  expect(nextRung(refuse('wasm', 'webgpu-fp16', 'webgpu'))).toBe('wasm-one-thread');
});

it('never goes above the rung that was asked for', () => {
  expect(nextRung([], 'wasm')).toBe('wasm');
  expect(nextRung(refuse('wasm-one-thread'), 'wasm-one-thread')).toBeUndefined();
});

it('reaches the end in as many steps as there are rungs', () => {
  const taken: Rung[] = [];
  for (let rung = nextRung([]); rung; rung = nextRung(refuse(...taken))) taken.push(rung);
  expect(taken).toEqual(rungs);
});
