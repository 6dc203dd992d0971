import { send } from '../messaging/send';

/**
 * The same address, marked so that its request bears the origin of the page as referrer. Unmarked where the browser cannot
 * do that, or where the fragment has another meaning (`own-network.ts`).
 */
export async function withReferrer(url: string, pageUrl: string): Promise<string> {
  const address = new URL(url);
  if (address.hash !== '') return url;
  try {
    address.hash = await send('background', 'lendReferrer', { origin: new URL(pageUrl).origin });
    return address.href;
  } catch {
    return url; // Cookies alone may do.
  }
}
