import { DeviceError } from './device-error';

/** Lifted by tests only, which have no other adapter; the shipped build defines it as false. */
declare const __ACCEPT_SOFTWARE_ADAPTER__: boolean | undefined;

/** What came of looking for an adapter: one that is worth using, or why there is none. */
export type AdapterSearch =
  { adapter: GPUAdapter } | { adapter: undefined; reason: 'noWebGpu' | 'softwareAdapter' };

/** The GPU that a model runs on. `lost` aborts with a `DeviceError` when it goes away. */
export interface Gpu {
  device: GPUDevice;
  lost: AbortSignal;
}

/** As Chromium and Firefox tell them; `mesa` as a vendor is llvmpipe, its hardware drivers name the hardware. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|\bwarp\b|basic render|^mesa$/i;

/** What ONNX Runtime raises to the adapter's own when it makes the device itself. */
const raisedLimits = [
  'maxBufferSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
] as const satisfies (keyof GPUSupportedLimits)[];

/** Looks for a GPU that is hardware. */
export async function findHardwareAdapter(
  gpu: GPU | undefined = (navigator as { gpu?: GPU }).gpu,
): Promise<AdapterSearch> {
  const adapter = await requestAdapter(gpu);
  if (!adapter) return { adapter: undefined, reason: 'noWebGpu' };
  if (isSoftware(adapter.info) && !acceptsSoftware()) {
    return { adapter: undefined, reason: 'softwareAdapter' };
  }
  return { adapter };
}

/** Tells a program that plays a GPU by what it says of itself. */
export function isSoftware(
  info: Pick<
    GPUAdapterInfo,
    'isFallbackAdapter' | 'vendor' | 'architecture' | 'device' | 'description'
  >,
): boolean {
  const names = [info.vendor, info.architecture, info.device, info.description];
  return info.isFallbackAdapter || names.some((name) => softwareNames.test(name));
}

export function canComputeInF16(adapter: GPUAdapter): boolean {
  return adapter.features.has('shader-f16');
}

/**
 * Opens the adapter's device: ONNX Runtime would open one on an adapter of its own choice, which nobody has looked at.
 *
 * @throws DeviceError when the adapter refuses.
 */
export async function openGpu(
  adapter: GPUAdapter,
  { shaderF16 }: { shaderF16: boolean },
): Promise<Gpu> {
  const device = await adapter
    .requestDevice({
      requiredFeatures: featuresOf(adapter, { shaderF16 }),
      requiredLimits: Object.fromEntries(raisedLimits.map((name) => [name, adapter.limits[name]])),
    })
    .catch((cause: unknown) => {
      throw new DeviceError('sessionFailed', `Expected a GPU device, got ${String(cause)}`, {
        cause,
      });
    });
  return { device, lost: watchLoss(device) };
}

/** Answers as `answer` does, or fails as soon as the GPU is lost: what waits for a lost GPU may wait for ever. */
export function untilLost<Value>(answer: Promise<Value>, lost: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(lost.reason as DeviceError);
    if (lost.aborted) giveUp();
    lost.addEventListener('abort', giveUp);
    answer.then(resolve, reject).finally(() => lost.removeEventListener('abort', giveUp));
  });
}

/** `subgroups` makes some of ONNX Runtime's kernels faster, where it is there. */
function featuresOf({ features }: GPUAdapter, { shaderF16 }: { shaderF16: boolean }) {
  const subgroups = features.has('subgroups') ? (['subgroups'] as const) : [];
  return [...subgroups, ...(shaderF16 ? (['shader-f16'] as const) : [])];
}

function acceptsSoftware(): boolean {
  return typeof __ACCEPT_SOFTWARE_ADAPTER__ !== 'undefined' && __ACCEPT_SOFTWARE_ADAPTER__;
}

/** A GPU process that crashed too often makes this fail rather than answer null. */
async function requestAdapter(gpu: GPU | undefined): Promise<GPUAdapter | null | undefined> {
  try {
    return await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  } catch {
    return null;
  }
}

/** One listener for the device's whole life: racing each run against `device.lost` would keep every answer alive. */
function watchLoss(device: GPUDevice): AbortSignal {
  const loss = new AbortController();
  void device.lost.then(({ reason, message }) =>
    loss.abort(new DeviceError('deviceLost', `The GPU was lost: ${reason}. ${message}`)),
  );
  return loss.signal;
}
