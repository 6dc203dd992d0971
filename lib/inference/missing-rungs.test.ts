import { expect, it } from 'vitest';
import { findMissingRungs } from './missing-rungs';

function adapterWith(...features: string[]) {
  return { adapter: { features: new Set(features) } as unknown as GPUAdapter };
}

it('misses nothing on a GPU with half precision and several cores', () => {
  expect(findMissingRungs({ search: adapterWith('shader-f16'), threads: 8 })).toEqual([]);
});

it('misses half precision on a GPU without it', () => {
  expect(findMissingRungs({ search: adapterWith('subgroups'), threads: 8 })).toEqual([
    { rung: 'webgpu-fp16', reason: 'noShaderF16' },
  ]);
});

it.each(['noWebGpu', 'softwareAdapter'] as const)('misses both GPU rungs: %s', (reason) => {
  expect(findMissingRungs({ search: { adapter: undefined, reason }, threads: 8 })).toEqual([
    { rung: 'webgpu-fp16', reason },
    { rung: 'webgpu', reason },
  ]);
});

it('misses threads where there is only one, and says nothing of a GPU nobody looked for', () => {
  expect(findMissingRungs({ search: undefined, threads: 1 })).toEqual([
    { rung: 'wasm', reason: 'noThreads' },
  ]);
});
