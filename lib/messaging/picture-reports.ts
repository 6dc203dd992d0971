import type { Runtime } from 'webextension-polyfill';
import { browser } from '../browser';
import { createId } from './create-id';
import type { PictureReport } from './protocol';

const portName = 'picture-reports';
const reconnectAfterMs = 500;

/** The pictures of one document, as its content script sees them now. */
interface DocumentReports {
  documentId: string;
  reports: PictureReport[];
}

/** In a content script: tells every popup that watches about this document's pictures, now and whenever they change. */
export function publishReports(
  current: () => PictureReport[],
  onChange: (notify: () => void, signal: AbortSignal) => void,
  signal: AbortSignal,
): void {
  const documentId = createId();
  const accept = (port: Runtime.Port) => {
    if (port.name !== portName) return;
    const closed = new AbortController();
    const post = () =>
      port.postMessage({ documentId, reports: current() } satisfies DocumentReports);
    port.onDisconnect.addListener(() => closed.abort());
    onChange(post, AbortSignal.any([signal, closed.signal]));
    post();
  };
  browser.runtime.onConnect.addListener(accept);
  signal.addEventListener('abort', () => browser.runtime.onConnect.removeListener(accept));
}

/**
 * In the popup: calls `onReports` with all pictures of a tab, newest first, until `signal` aborts. A tab without our
 * content script has none; it is asked again and again, so that pictures come once the script does.
 */
export function watchReports(
  tabId: number,
  onReports: (reports: PictureReport[]) => void,
  signal: AbortSignal,
): void {
  if (signal.aborted) return;
  const byDocument = new Map<string, PictureReport[]>();
  const closed = new AbortController();
  const port = browser.tabs.connect(tabId, { name: portName });
  port.onMessage.addListener((message: unknown) => {
    const { documentId, reports } = message as DocumentReports;
    byDocument.set(documentId, reports);
    onReports([...byDocument.values()].flat().toSorted((a, b) => b.changedAt - a.changedAt));
  });
  port.onDisconnect.addListener(() => {
    // eslint-disable-next-line @typescript-eslint/no-meaningless-void-operator -- reading it tells Chrome that a tab without our script is expected
    void browser.runtime.lastError;
    closed.abort();
    if (byDocument.size > 0) onReports([]);
    setTimeout(() => watchReports(tabId, onReports, signal), reconnectAfterMs);
  });
  signal.addEventListener('abort', () => port.disconnect(), { signal: closed.signal });
}
