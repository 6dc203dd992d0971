import { browser } from '../browser';

/** Every page and every picture's server: what the manifest asks for. Browsers let people withhold it. */
const everywhere = ['<all_urls>'];

/** Whether the browser withholds nothing. */
export function hasFullAccess(): Promise<boolean> {
  return browser.permissions.contains({ origins: everywhere });
}

/** Whether the browser lets us work on a page, given by its URL, without being asked each time. */
export function hasAccess(url: string): Promise<boolean> {
  const { protocol, hostname } = new URL(url);
  return browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
}

/**
 * Lets the browser ask the person for all it withholds; answers whether they agreed. Browsers do so only while a click is
 * answered. Pictures come from other servers than pages, so one site alone would not do.
 */
export function requestFullAccess(): Promise<boolean> {
  return browser.permissions.request({ origins: everywhere });
}

/** Tells whether the browser withholds something, now and whenever that may have changed, until `signal` aborts. */
export function followWithheld(take: (isWithheld: boolean) => void, signal: AbortSignal): void {
  const tell = async () => take(!(await hasFullAccess()));
  watchAccess(() => void tell(), signal);
  void tell();
}

/** Calls `onChange` whenever the person gives or takes access, until `signal` aborts. */
export function watchAccess(onChange: () => void, signal: AbortSignal): void {
  const { onAdded, onRemoved } = browser.permissions;
  for (const event of [onAdded, onRemoved]) {
    event.addListener(onChange);
    signal.addEventListener('abort', () => event.removeListener(onChange));
  }
}
