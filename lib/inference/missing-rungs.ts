import type { RefusedRung } from '../verdict/rungs';
import { canComputeInF16, type AdapterSearch } from './gpu';

interface Machine {
  /** Undefined where nobody looked for a GPU. */
  search: AdapterSearch | undefined;
  threads: number;
}

/** The rungs that a machine does not have, and why. */
export function findMissingRungs({ search, threads }: Machine): RefusedRung[] {
  const missing = search ? findMissingGpuRungs(search) : [];
  return threads > 1 ? missing : [...missing, { rung: 'wasm', reason: 'noThreads' }];
}

function findMissingGpuRungs(search: AdapterSearch): RefusedRung[] {
  if (!search.adapter) {
    const { reason } = search;
    return [
      { rung: 'webgpu-fp16', reason },
      { rung: 'webgpu', reason },
    ];
  }
  return canComputeInF16(search.adapter) ? [] : [{ rung: 'webgpu-fp16', reason: 'noShaderF16' }];
}
