import type { Runtime } from 'webextension-polyfill';
import { browser } from '../browser';
import { createId } from './create-id';
import type { PictureReport, Sender } from './protocol';
import { deliver } from './send';
import { serve } from './serve';

const portName = 'picture-reports';
const reconnectAfterMs = 500;

/** The pictures of one document, as its content script sees them now. */
interface DocumentReports {
  documentId: string;
  reports: PictureReport[];
}

interface Publication {
  current: () => PictureReport[];
  onChange: (notify: () => void, signal: AbortSignal) => void;
  /** Whether the document is a page itself, and no frame of one. */
  isTop: boolean;
}

/** In a content script: tells every popup that watches about this document's pictures, now and whenever they change. */
export function publishReports(
  { current, onChange, isTop }: Publication,
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
  if (!isTop) announceFrame();
}

/** A popup that is open already has connected to the frames that there were then. */
function announceFrame(): void {
  // Mostly none is open, and nobody answers.
  deliver({ candid: 'popup', name: 'announceFrame', args: {} }).catch(() => undefined);
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
  const byDocument = new Map<string, PictureReport[]>();
  const tell = () =>
    onReports([...byDocument.values()].flat().toSorted((a, b) => b.changedAt - a.changedAt));
  const follow = (frame: { frameId?: number }, onEnd: () => void) => {
    const heard = new Set<string>();
    const onMessage = ({ documentId, reports }: DocumentReports) => {
      heard.add(documentId);
      byDocument.set(documentId, reports);
      tell();
    };
    const onDisconnect = () => {
      for (const documentId of heard) byDocument.delete(documentId);
      if (heard.size > 0) tell();
      onEnd();
    };
    connect({ tabId, ...frame }, { onMessage, onDisconnect, signal });
  };
  const followTab = () => follow({}, () => setTimeout(followTab, reconnectAfterMs));
  followTab();
  const announce = (sender: Sender) => {
    if (sender.tabId === tabId && sender.frameId) {
      follow({ frameId: sender.frameId }, () => undefined);
    }
  };
  serve('popup', { announceFrame: (_, sender) => announce(sender) }, signal);
}

interface PortCallbacks {
  onMessage: (message: DocumentReports) => void;
  onDisconnect: () => void;
  signal: AbortSignal;
}

/** Without `frameId`, to all frames that the tab has now: one connection, which ends with the last of them. */
function connect(
  { tabId, frameId }: { tabId: number; frameId?: number },
  { onMessage, onDisconnect, signal }: PortCallbacks,
): void {
  if (signal.aborted) return;
  const closed = new AbortController();
  const frame = frameId === undefined ? {} : { frameId };
  const port = browser.tabs.connect(tabId, { name: portName, ...frame });
  port.onMessage.addListener((message: unknown) => onMessage(message as DocumentReports));
  port.onDisconnect.addListener(() => {
    // eslint-disable-next-line @typescript-eslint/no-meaningless-void-operator -- reading it tells Chrome that a tab without our script is expected
    void browser.runtime.lastError;
    closed.abort();
    onDisconnect();
  });
  signal.addEventListener('abort', () => port.disconnect(), { signal: closed.signal });
}
