import type { Priority } from '../messaging/protocol';

/** A picture that somebody waits for. */
export interface OpenRequest {
  requestId: string;
  tabId: number | undefined;
  /** The address of the page that asks, undefined where it has none. */
  pageUrl: string | undefined;
  /** Lets requests to that page's own place in the person's network through. */
  pass: string | undefined;
  priority: Priority;
  /** Whether a private window asks. */
  isPrivate?: boolean | undefined;
  /** Whether what is judged for it may go on disk. */
  keepsTrace: boolean;
  /** Of the files that are held for it. */
  sizeInBytes: number;
  dropping: AbortController;
  /** Moves it ahead in the queue where it waits. */
  moveAhead: ((priority: Priority) => void) | undefined;
}
