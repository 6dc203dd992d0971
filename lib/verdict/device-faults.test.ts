import { expect, it } from 'vitest';
import { listDeviceFaults } from './device-faults';
import type { RefusedRung } from './rungs';

it.each<[string, RefusedRung[], unknown[]]>([
  ['nothing where nothing was refused', [], []],
  [
    'nothing where the machine has no graphics card and no threads',
    [
      { rung: 'webgpu-fp16', reason: 'noWebGpu' },
      { rung: 'webgpu', reason: 'softwareAdapter' },
      { rung: 'wasm', reason: 'noThreads' },
    ],
    [],
  ],
  [
    'half precision where only that failed',
    [{ rung: 'webgpu-fp16', reason: 'selfTestDisagreed' }],
    [{ part: 'halfPrecision', reason: 'selfTestDisagreed' }],
  ],
  [
    'the graphics card once where it failed at both precisions',
    [
      { rung: 'webgpu-fp16', reason: 'sessionFailed' },
      { rung: 'webgpu', reason: 'deviceLost' },
    ],
    [{ part: 'gpu', reason: 'deviceLost' }],
  ],
  [
    'the graphics card where half precision is none of its features',
    [
      { rung: 'webgpu-fp16', reason: 'noShaderF16' },
      { rung: 'webgpu', reason: 'workerLost' },
    ],
    [{ part: 'gpu', reason: 'workerLost' }],
  ],
  [
    'threads',
    [
      { rung: 'webgpu', reason: 'noWebGpu' },
      { rung: 'wasm', reason: 'sessionFailed' },
    ],
    [{ part: 'threads', reason: 'sessionFailed' }],
  ],
])('names %s', (_, refused, expected) => {
  expect(listDeviceFaults(refused)).toEqual(expected);
});
