import { browser } from '../browser';
import type { Sender } from '../messaging/protocol';
import { CheckError } from '../verdict/failure';

/** Refuses everybody but our own pages. @throws CheckError `refused` */
export function expectOwnPage({ url }: Sender): void {
  if (isOwnPage(url)) return;
  throw new CheckError('refused', `Expected a page of ours, got ${url ?? 'none'}`);
}

/** Whether an address is one of our own pages. */
export function isOwnPage(url: string | undefined): boolean {
  return url?.startsWith(browser.runtime.getURL('/')) ?? false;
}
