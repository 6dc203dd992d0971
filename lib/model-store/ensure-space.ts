import { ModelError } from '../verdict/model-error';

/** What must stay free, so that the browser keeps working. */
const reserveInBytes = 16 * 1024 * 1024;

/**
 * Checks that the browser would keep so many bytes more.
 *
 * @throws ModelError (`noSpace`) saying how many it would.
 */
export async function ensureSpace(sizeInBytes: number): Promise<void> {
  const { quota, usage = 0 } = await navigator.storage.estimate();
  if (quota === undefined || quota - usage >= sizeInBytes + reserveInBytes) return;
  const message = `Expected room for ${sizeInBytes} bytes and ${reserveInBytes} to spare, got ${quota - usage}`;
  throw new ModelError('noSpace', message);
}
