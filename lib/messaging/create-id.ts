import { toHex } from '../verdict/content-hash';

/** A random UUID (version 4). `crypto.randomUUID` does not exist on http: pages, where content scripts run too. */
export function createId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = toHex(bytes);
  const variant = (8 + (Number(bytes[8]) % 4)).toString(16);
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})/, `$1-$2-4$3-${variant}$4-`);
}
