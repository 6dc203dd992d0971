import { toDeviceError } from './device-error';
import { untilLost } from './gpu';

/** What a device answers; whatever it fails with is a `DeviceError`. */
export async function untilAnswered<Value>(
  answer: Promise<Value>,
  lost: AbortSignal | undefined,
): Promise<Value> {
  try {
    return await (lost ? untilLost(answer, lost) : answer);
  } catch (error) {
    throw toDeviceError(error);
  }
}
