import type {
  ClassifyRequest,
  DropSelection,
  PictureSource,
  Priority,
  Sender,
} from '../messaging/protocol';
import { CheckError } from '../verdict/failure';
import type { Judgement, Origin } from '../verdict/judgement';
import { hashContent } from './content-hash';
import { createInferences, type Content, type Inferences } from './inferences';
import type { ModelInUse } from './model-in-use';
import { checkSize, fetchPicture } from './picture-bytes';
import { createSharedQueue, type SharedQueue } from './shared-queue';

/** Every picture that somebody waits for, from the request to its answer. */
export interface Checks {
  /** @throws CheckError when the picture could not be checked, `dropped` when it was given up. */
  check(request: ClassifyRequest, sender: Sender): Promise<Judgement>;
  drop(selection: DropSelection): void;
  /** Somebody waits for a picture more than before: it moves ahead, wherever it waits now. */
  raise(wish: { requestId: string; priority: Priority }): void;
}

interface OpenRequest {
  requestId: string;
  tabId: number | undefined;
  priority: Priority;
  dropping: AbortController;
  /** Moves it ahead in the queue where it waits. */
  moveAhead: ((priority: Priority) => void) | undefined;
}

interface Turn<Value> {
  key: string;
  work: (signal: AbortSignal) => Promise<Value>;
}

const fetchesAtOnce = 24;

/** A server that keeps silent holds up its own pictures, not those of others. */
const fetchesPerServer = 4;

export function createChecks(inUse: Pick<ModelInUse, 'getCurrent' | 'inTurn'>): Checks {
  const requests = new Set<OpenRequest>();
  const fetches = createServerQueues();
  const inferences = createInferences(inUse);

  async function check(
    { requestId, source, priority }: ClassifyRequest,
    { tabId }: Sender,
  ): Promise<Judgement> {
    const dropping = new AbortController();
    const request = { requestId, tabId, priority, dropping, moveAhead: undefined };
    requests.add(request);
    try {
      return await judge(source, request);
    } finally {
      requests.delete(request);
    }
  }

  async function judge(source: PictureSource, request: OpenRequest): Promise<Judgement> {
    const bytes = await getBytes(source, request);
    const contentHash = await hashContent(bytes);
    const origin = originOf(source);
    const { memory } = await inUse.getCurrent();
    const judgement =
      (await memory.find(contentHash)) ??
      (await inferInTurn(request, inferences, { bytes, contentHash, origin }));
    return { ...judgement, picture: { ...judgement.picture, origin } };
  }

  async function getBytes(source: PictureSource, request: OpenRequest): Promise<ArrayBuffer> {
    if (source.kind === 'bytes') {
      checkSize(source.bytes.byteLength);
      return source.bytes;
    }
    const work = (signal: AbortSignal) => fetchPicture(source.url, { signal });
    return takeTurn(request, fetches.of(source.url), { key: source.url, work });
  }

  function drop(selection: DropSelection): void {
    for (const request of requests) {
      if (!isSelected(request, selection)) continue;
      request.dropping.abort(new CheckError('dropped', 'Nobody waits for it any more'));
    }
  }

  function raise({ requestId, priority }: { requestId: string; priority: Priority }): void {
    const request = [...requests].find((open) => open.requestId === requestId);
    if (!request) return;
    request.priority = priority;
    request.moveAhead?.(priority);
  }

  return { check, drop, raise };
}

function takeTurn<Value>(
  request: OpenRequest,
  queue: SharedQueue<Value>,
  { key, work }: Turn<Value>,
): Promise<Value> {
  const { priority, dropping } = request;
  request.moveAhead = (higher) => queue.raise(key, higher);
  return queue.join(key, { priority, signal: dropping.signal, work });
}

function inferInTurn(
  request: OpenRequest,
  inferences: Inferences,
  content: Content,
): Promise<Judgement> {
  const { priority, dropping } = request;
  request.moveAhead = (higher) => inferences.raise(content, higher);
  return inferences.infer(content, { priority, signal: dropping.signal });
}

/** One queue a server, all of them within one bound. */
function createServerQueues(): { of(url: string): SharedQueue<ArrayBuffer> } {
  const all = createSharedQueue<ArrayBuffer>(fetchesAtOnce);
  const queues = new Map<string, SharedQueue<ArrayBuffer>>();
  const create = () => {
    const queue = createSharedQueue<ArrayBuffer>(fetchesPerServer);
    return { ...queue, join: withinBound(queue, all) };
  };
  return {
    of(url) {
      const { host } = new URL(url);
      const queue = queues.get(host) ?? create();
      queues.set(host, queue);
      return queue;
    },
  };
}

function withinBound(
  queue: SharedQueue<ArrayBuffer>,
  all: SharedQueue<ArrayBuffer>,
): SharedQueue<ArrayBuffer>['join'] {
  return (key, { priority, signal, work }) => {
    const inBound = (stop: AbortSignal) => all.join(key, { priority, signal: stop, work });
    return queue.join(key, { priority, signal, work: inBound });
  };
}

function originOf(source: PictureSource): Origin {
  if (source.kind === 'bytes') return source.origin;
  return source.url.startsWith('data:') ? 'data' : 'url';
}

function isSelected({ requestId, tabId }: OpenRequest, selection: DropSelection): boolean {
  if ('tabId' in selection) return tabId === selection.tabId;
  return selection.requestIds.includes(requestId);
}
