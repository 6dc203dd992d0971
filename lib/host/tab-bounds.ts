import type { Priority } from '../messaging/protocol';

/** A request that somebody in a tab waits for, and the bytes that are held for it meanwhile. */
export interface Held {
  tabId: number | undefined;
  priority: Priority;
  sizeInBytes: number;
}

/** What all pages and frames of one tab together may have under way. */
export interface TabBounds {
  requests: number;
  sizeInBytes: number;
}

/** A document asks for 64 pictures at once, and the largest file is 64 MiB. */
export const defaultTabBounds: TabBounds = { requests: 256, sizeInBytes: 256 * 1024 * 1024 };

const mostUrgentLast: readonly Priority[] = ['near', 'visible', 'asked'];

/**
 * Which requests of a tab are to be given up, so that the others are within bounds: the least urgent first, among equals
 * the oldest. `open` holds the requests of all tabs, oldest first.
 */
export function findExcess<Request extends Held>(
  open: Iterable<Request>,
  { tabId, bounds = defaultTabBounds }: { tabId: number | undefined; bounds?: TabBounds },
): Request[] {
  const ofTab = [...open].filter((request) => request.tabId === tabId);
  const excess = { requests: ofTab.length - bounds.requests, sizeInBytes: -bounds.sizeInBytes };
  for (const { sizeInBytes } of ofTab) excess.sizeInBytes += sizeInBytes;
  if (excess.requests <= 0 && excess.sizeInBytes <= 0) return [];
  const givenUp: Request[] = [];
  for (const request of ofTab.toSorted(byUrgency)) {
    const helps = excess.requests > 0 || (excess.sizeInBytes > 0 && request.sizeInBytes > 0);
    if (!helps) continue;
    givenUp.push(request);
    excess.requests -= 1;
    excess.sizeInBytes -= request.sizeInBytes;
  }
  return givenUp;
}

function byUrgency(a: Held, b: Held): number {
  return mostUrgentLast.indexOf(a.priority) - mostUrgentLast.indexOf(b.priority);
}
