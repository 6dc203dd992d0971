import type { ClassifyRequest, DropSelection, Priority, Sender } from '../messaging/protocol';
import { CheckError } from '../verdict/failure';
import type { PageJudgement } from '../verdict/judgement';
import { mayKeepTrace, type History } from './history';
import { createJudging } from './judging';
import type { ModelInUse } from './model-in-use';
import type { OpenRequest } from './open-request';
import type { Originals } from './originals';
import type { Content } from './sources';
import { findExcess } from './tab-bounds';

/** Every picture that somebody waits for, from the request to its answer. */
export interface Checks {
  /** @throws CheckError when the picture could not be checked, `dropped` when it was given up. */
  check(request: ClassifyRequest, sender: Sender): Promise<PageJudgement>;
  drop(selection: DropSelection): void;
  /** Somebody waits for a picture more than before: it moves ahead, wherever it waits now. */
  raise(wish: { requestId: string; priority: Priority }): void;
}

interface Chroniclers {
  /** Hear of every file that is got. */
  originals?: Pick<Originals, 'note'>;
  /** Hears of every picture that is judged, and for whom. */
  history?: Pick<History, 'note'>;
}

export function createChecks(
  inUse: Pick<ModelInUse, 'getCurrent' | 'inTurn'>,
  { originals, history }: Chroniclers = {},
): Checks {
  const requests = new Set<OpenRequest>();
  const judge = createJudging({ inUse, hold });

  async function check(asked: ClassifyRequest, sender: Sender): Promise<PageJudgement> {
    const { requestId, source, priority } = asked;
    const { tabId, url: pageUrl, pass, isPrivate } = sender;
    const dropping = new AbortController();
    const waiting = { priority, sizeInBytes: 0, dropping, moveAhead: undefined };
    const keepsTrace = mayKeepTrace(sender);
    const request = { requestId, tabId, pageUrl, pass, isPrivate, keepsTrace, ...waiting };
    requests.add(request);
    keepWithinBounds(tabId);
    try {
      const judged = await judge(source, request);
      void history?.note(judged, { asked, sender });
      return judged.judgement;
    } finally {
      requests.delete(request);
    }
  }

  function hold(content: Content, request: OpenRequest): void {
    originals?.note(content, request);
    request.sizeInBytes += content.bytes.byteLength;
    keepWithinBounds(request.tabId);
    request.dropping.signal.throwIfAborted();
  }

  /** A page that asks for more than its tab may have crowds out what it asked for before. */
  function keepWithinBounds(tabId: number | undefined): void {
    for (const request of findExcess(requests, { tabId })) {
      requests.delete(request);
      request.dropping.abort(new CheckError('crowdedOut', 'Expected fewer requests of one tab'));
    }
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

function isSelected({ requestId, tabId }: OpenRequest, selection: DropSelection): boolean {
  if ('tabId' in selection) return tabId === selection.tabId;
  return selection.requestIds.includes(requestId);
}
