import type { RefusalReason, RefusedRung, Rung } from './rungs';

/** What of the machine is not used because it failed, and how. */
export interface DeviceFault {
  part: 'gpu' | 'halfPrecision' | 'threads';
  reason: Fault;
}

const faults = ['deviceLost', 'selfTestDisagreed', 'sessionFailed', 'workerLost'] as const;
type Fault = (typeof faults)[number];

/** What failed of all that was refused. What a machine never had is no fault. */
export function listDeviceFaults(refused: readonly RefusedRung[]): DeviceFault[] {
  const find = (part: DeviceFault['part'], rung: Rung) =>
    refused.flatMap((refusal) =>
      refusal.rung === rung && isFault(refusal.reason) ? { part, reason: refusal.reason } : [],
    );
  const gpu = find('gpu', 'webgpu');
  // A card that is not used at all is not used at half precision either.
  const half = gpu.length > 0 ? [] : find('halfPrecision', 'webgpu-fp16');
  return [...gpu, ...half, ...find('threads', 'wasm')];
}

function isFault(reason: RefusalReason): reason is Fault {
  return faults.some((fault) => fault === reason);
}
