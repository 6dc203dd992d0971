/** The ways to run a model, best first. `wasm` is WASM with more than one thread. */
export const rungs = ['webgpu-fp16', 'webgpu', 'wasm', 'wasm-one-thread'] as const;

export type Rung = (typeof rungs)[number];

/** Why a rung is not taken: a closed list, so that nobody compares message texts. */
export const refusalReasons = [
  /** The browser offers no WebGPU, or no adapter for it. */
  'noWebGpu',
  /** The only adapter is a program that plays a GPU: slower than WASM. */
  'softwareAdapter',
  /** The adapter cannot compute in half precision. */
  'noShaderF16',
  /** No shared memory (the context is not cross-origin isolated), or a single core. */
  'noThreads',
  /** It answered, but not what WASM answers. */
  'selfTestDisagreed',
  /** The model could not be loaded there, or a run failed. */
  'sessionFailed',
  /** The GPU went away. */
  'deviceLost',
  /** The worker died on it, or kept silent. */
  'workerLost',
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

export interface RefusedRung {
  rung: Rung;
  reason: RefusalReason;
}

/** Whether a rung runs on the GPU. */
export function isGpuRung(rung: Rung): boolean {
  return rung === 'webgpu-fp16' || rung === 'webgpu';
}

/** The best rung from `best` down that is not refused; undefined when none is left. */
export function nextRung(
  refused: readonly RefusedRung[],
  best: Rung = 'webgpu-fp16',
): Rung | undefined {
  return rungs
    .slice(rungs.indexOf(best))
    .find((rung) => !refused.some((refusal) => refusal.rung === rung));
}
