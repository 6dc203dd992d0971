import { CheckError } from '../verdict/failure';
import { findOwnPlace, mayRequest } from '../verdict/network-place';

/** For whom something is requested: the page that shows it, and the pass that came with its message. */
export interface Asker {
  pageUrl?: string | undefined;
  pass?: string | undefined;
}

/**
 * The address to request in place of `url`: one of the person's own network bears the pass, so that the service worker's
 * guard lets it through.
 *
 * @throws CheckError `privateAddress` where the page is not there itself.
 */
export function admit(url: string, { pageUrl, pass }: Asker): string {
  if (!mayRequest(url, pageUrl)) throw refusalOf(url);
  if (pass === undefined || findOwnPlace(url) === undefined) return url;
  const address = new URL(url);
  address.hash = pass;
  return address.href;
}

/**
 * Refuses an answer from where the page must not reach: a server of the web may redirect anywhere. The guard has led such
 * a request nowhere (`data:`) before it was made; where there is none, the answer is thrown away unread.
 *
 * What remains: a name of the web that a DNS server leads to a private address is requested, as the page itself may do.
 */
export function expectAdmitted(response: Response, url: string, { pageUrl }: Asker): void {
  const wasLedNowhere = response.url.startsWith('data:') && !url.startsWith('data:');
  if (!wasLedNowhere && mayRequest(response.url, pageUrl)) return;
  response.body?.cancel().catch(() => undefined);
  throw refusalOf(url);
}

function refusalOf(url: string): CheckError {
  const message = `Expected an address on the web, got one of the own network for ${new URL(url).host}`;
  return new CheckError('privateAddress', message);
}
