import type { RefusalReason, RefusedRung } from '../verdict/rungs';

/** A device that cannot be used, or not any more. The model and the picture are not at fault. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** A rung was tried and gave way: this worker is spent. `refused` is every rung that must not be tried again. */
export class RungRefusedError extends Error {
  override readonly name = 'RungRefusedError';
  readonly refused: RefusedRung[];

  constructor(refused: RefusedRung[], message: string, options?: ErrorOptions) {
    super(message, options);
    this.refused = refused;
  }
}

/** Makes any error of a device's own a `DeviceError` that keeps it as cause. */
export function toDeviceError(error: unknown): DeviceError {
  if (error instanceof DeviceError) return error;
  return new DeviceError('sessionFailed', String(error), { cause: error });
}
